import { Component, type ReactElement, type ReactNode } from 'react'
import { faultReference } from './fault-reference.ts'
import { KeyButton } from './key-button.tsx'
import { usePlaceWords } from './place.ts'
import { useKeys } from './use-keys.ts'
import './fault-boundary.css'

type FaultBoundaryProps = {
  /** The part of the screen that is guarded, in the officer's words ("The reel"). */
  readonly part: string
  readonly children: ReactNode
}
type FaultBoundaryState = { readonly reference: string | undefined }

/**
 * Keeps a fault in one part of the console from taking the others with it. A class, because React
 * catches a fault in rendering by a class component only.
 */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { reference: undefined }

  static getDerivedStateFromError(error: unknown): FaultBoundaryState {
    return { reference: faultReference(error) }
  }

  override render(): ReactNode {
    const { reference } = this.state
    return reference === undefined ? (
      this.props.children
    ) : (
      <Fault part={this.props.part} reference={reference} />
    )
  }
}

function loadAgain(): void {
  location.reload()
}

function Fault({ part, reference }: { readonly part: string; readonly reference: string }): ReactElement {
  const { goesOn, machine } = usePlaceWords()
  // An application window without a menu does not know F5 by itself.
  useKeys({ F5: loadAgain })
  return (
    <div className="fault" role="alert">
      <p>
        <strong>
          {part} has a fault, reference {reference}.
        </strong>
      </p>
      <p>
        {goesOn} Load the console again. If the fault returns, give the reference to whoever looks after{' '}
        {machine}.
      </p>
      <KeyButton keyName="F5" label="Load again" onPress={loadAgain} />
    </div>
  )
}
