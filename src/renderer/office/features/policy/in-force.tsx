import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import type { ExplainedRule, PolicyStamp, PolicyTextName } from '#shared/domain/policy.ts'
import { clauseOr, KIND_WORDS, ruleTitle, textWords } from './policy-words.ts'
import { shortValue } from './value-words.ts'

type PolicyInForce = {
  readonly stamp: PolicyStamp
  readonly agency: string
  readonly texts: readonly PolicyTextName[]
  readonly rules: readonly ExplainedRule[]
  readonly since?: number | undefined
  readonly isApprovedByTwo: boolean
}

type InForceProps = {
  readonly policy: PolicyInForce
  readonly picked: string | undefined
  readonly onPick: (key: string) => void
  readonly onOpen: (key: string) => void
  readonly onProposals: (() => void) | undefined
  readonly onBack: () => void
}

/** Which policy binds, since when, what is still to be asked of the agency, and every rule with its source. */
export function InForce(props: InForceProps): ReactElement {
  const { policy, picked, onPick, onOpen, onProposals, onBack } = props
  const { stamp, agency, texts, rules, since, isApprovedByTwo } = policy
  const chosen = rules.find(({ key }) => key === picked) ?? rules[0]
  return (
    <Screen
      title="Policy in force"
      lead="Of several texts the strictest binds. Each rule says which one that is."
      onSubmit={() => {
        if (chosen !== undefined) onOpen(chosen.key)
      }}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open the rule" />}
          {onProposals === undefined ? undefined : (
            <PlainButton label="Proposed policies" onPress={onProposals} />
          )}
        </>
      }
    >
      <div className="stack">
        <div className="policy-head">
          <FactList
            facts={[
              ['Agency', agency],
              ['Version', `${stamp.id} ${stamp.version}, ${stamp.hash}`],
              ['In force since', since === undefined ? 'not told' : momentText(since)],
              [
                'Approved',
                isApprovedByTwo ? (
                  <StateMark key="approved" standing="in-order">
                    by two people
                  </StateMark>
                ) : (
                  <StateMark key="approved" standing="attention">
                    not by two people yet
                  </StateMark>
                ),
              ],
            ]}
          />
          <FactList
            facts={texts.map((text) => [KIND_WORDS[text.kind], textWords(text)] as const).map(numbered)}
          />
        </div>
        <ToConfirm rules={rules} />
        {rules.length === 0 ? (
          <Empty title="No rule is told." />
        ) : (
          <PickTable
            label="Rules"
            columns={['Rule', 'Value', 'Clause', 'From', 'Others say']}
            picked={chosen?.key}
            onPick={onPick}
            onOpen={onOpen}
            rows={rules.map(({ key, words, effective, others, toConfirm }) => ({
              id: key,
              cells: [
                <strong key="words">{ruleTitle(words)}</strong>,
                <>
                  {shortValue(effective.value)}
                  {toConfirm === undefined ? undefined : (
                    <small>
                      <StateMark standing="attention">to be confirmed</StateMark>
                    </small>
                  )}
                </>,
                clauseOr(effective.clause),
                effective.from.title,
                textCount(others.length),
              ],
            }))}
          />
        )}
      </div>
    </Screen>
  )
}

const textCount = (count: number): string => (count === 0 ? '-' : count === 1 ? '1 text' : `${count} texts`)

/** Two laws over a text have the same name of kind; a number keeps them apart. */
function numbered(
  fact: readonly [string, string],
  at: number,
  all: readonly (readonly [string, string])[],
): readonly [string, string] {
  const same = all.slice(0, at).filter(([name]) => name === fact[0]).length
  return same === 0 ? fact : [`${fact[0]} (${same + 1})`, fact[1]]
}

function ToConfirm({ rules }: { readonly rules: readonly ExplainedRule[] }): ReactElement | undefined {
  const open = rules.filter(({ toConfirm }) => toConfirm !== undefined)
  if (open.length === 0) return undefined
  return (
    <section className="to-confirm" aria-label="To be confirmed by the agency">
      <h3>To be confirmed by the agency ({open.length})</h3>
      <p className="dim">
        These texts have two readings. Until the agency says, the one that protects more binds.
      </p>
      <ul>
        {open.map(({ key, words, effective, toConfirm }) => (
          <li key={key}>
            <strong>{ruleTitle(words)}</strong> ({clauseOr(effective.clause)}): {toConfirm}
          </li>
        ))}
      </ul>
    </section>
  )
}
