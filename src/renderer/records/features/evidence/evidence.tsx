import { useState, type ReactElement } from 'react'
import { moment, unbroken } from '#renderer/records/parts/when.tsx'
import type { RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import type { RecordsProps } from '#renderer/records/records-props.ts'
import { bytesWords, countWords } from '#renderer/records/words/figures.ts'
import { TARGET_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import { BookPackage } from './book-package.tsx'
import { FetchPackage } from './fetch-package.tsx'
import { PackageMark } from './package-mark.tsx'
import { PackageScreen } from './package-screen.tsx'

type View = { readonly name: 'list' } | { readonly name: 'package' | 'book' | 'fetch'; readonly id: string }

const askPackages = (core: RecordsClient, signal: AbortSignal): Promise<EvidencePackage[]> =>
  core.evidence.list(undefined, { signal })

/** Evidence that was made here, and whose hands it went through. */
export function Evidence({ department, rights, onBack }: RecordsProps): ReactElement {
  const [view, setView] = useState<View>({ name: 'list' })
  const [picked, setPicked] = useState<string>()
  const { value: packages, why, ask } = useAsked(department, askPackages)
  const opened = view.name === 'list' ? undefined : packages?.find(({ id }) => id === view.id)
  function to(name: 'package' | 'book' | 'fetch', id: string) {
    return () => {
      setPicked(id)
      setView({ name, id })
    }
  }
  if (opened !== undefined) {
    const toPackage = to('package', opened.id)
    if (view.name === 'book')
      return (
        <BookPackage
          department={department}
          evidence={opened}
          onDone={() => {
            ask()
            toPackage()
          }}
          onBack={toPackage}
        />
      )
    if (view.name === 'fetch')
      return <FetchPackage department={department} evidence={opened} onFetched={ask} onBack={toPackage} />
    const mayMake = rights.includes('evidence.make')
    return (
      <PackageScreen
        evidence={opened}
        onFetch={mayMake && opened.isHere ? to('fetch', opened.id) : undefined}
        onBook={mayMake ? to('book', opened.id) : undefined}
        onBack={() => {
          setView({ name: 'list' })
        }}
      />
    )
  }
  const chosen = packages?.find(({ id }) => id === picked) ?? packages?.[0]
  return (
    <Screen
      title="Evidence"
      lead="Sealed packages with images, records, audit extract, signature and custody form."
      onSubmit={chosen && to('package', chosen.id)}
      onBack={onBack}
      actions={chosen === undefined ? undefined : <SubmitButton label="Open the package" />}
    >
      {packages === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {packages?.length === 0 ? (
        <Empty title="No package was made yet.">Search, select the records, and make evidence of them.</Empty>
      ) : undefined}
      {packages === undefined || packages.length === 0 ? undefined : (
        <PickTable
          label="Evidence packages"
          columns={['Case', 'Made', 'Records', 'Goes to', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={(id) => {
            to('package', id)()
          }}
          rows={packages.map((one) => ({
            id: one.id,
            cells: [
              <strong key="case">{unbroken(one.caseNumber)}</strong>,
              <>
                {moment(one.madeAt)}
                <small>
                  {one.by.name}, {one.by.badge}
                </small>
              </>,
              <>
                {countWords(one.items, 'record')}
                <small>{bytesWords(one.bytes)}</small>
              </>,
              TARGET_WORDS[one.target],
              <PackageMark key="state" evidence={one} />,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
