import { useState, type ReactElement } from 'react'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import type { RecordClass } from '#shared/records/retention.ts'
import { Certificates } from './certificates.tsx'
import { Clocks } from './clocks.tsx'
import { DryRunScreen } from './dry-run.tsx'
import { Proofs } from './proofs.tsx'
import { Proposals } from './proposals.tsx'

type View =
  | { readonly name: 'clocks' | 'proposals' | 'certificates' | 'proofs' }
  | { readonly name: 'dry-run'; readonly class: RecordClass }

/** How long each class of record is kept, what went, and the proof that nothing stayed too long. */
export function Retention({ department, rights, onBack }: RecordsProps): ReactElement {
  const maySee = rights.includes('fleet.see') || rights.includes('reports.read')
  const mayDecide = rights.includes('retention.decide')
  const home: View = { name: maySee ? 'clocks' : 'proposals' }
  const [view, setView] = useState<View>(home)
  const toHome = (): void => {
    setView(home)
  }
  function to(name: 'proposals' | 'certificates' | 'proofs') {
    return () => {
      setView({ name })
    }
  }
  switch (view.name) {
    case 'dry-run':
      return <DryRunScreen department={department} recordClass={view.class} onBack={toHome} />
    case 'proposals':
      return <Proposals department={department} onBack={maySee ? toHome : onBack} />
    case 'certificates':
      return <Certificates department={department} onBack={toHome} />
    case 'proofs':
      return <Proofs department={department} onBack={toHome} />
    case 'clocks':
    default:
      return (
        <Clocks
          department={department}
          onDryRun={
            mayDecide || rights.includes('reports.read')
              ? (recordClass) => {
                  setView({ name: 'dry-run', class: recordClass })
                }
              : undefined
          }
          onProposals={mayDecide ? to('proposals') : undefined}
          onCertificates={to('certificates')}
          onProofs={to('proofs')}
          onBack={onBack}
        />
      )
  }
}
