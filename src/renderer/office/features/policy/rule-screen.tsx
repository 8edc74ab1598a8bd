import type { ReactElement } from 'react'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import type { ExplainedRule } from '#shared/domain/policy.ts'
import { clauseOr, KIND_WORDS, ruleTitle, textWords } from './policy-words.ts'
import { valueWords } from './value-words.ts'

/** One rule: what binds, where it stands, and what the other texts say of it. */
export function RuleScreen({
  rule: { key, words, effective, others, toConfirm },
  onBack,
}: {
  readonly rule: ExplainedRule
  readonly onBack: () => void
}): ReactElement {
  return (
    <Screen title={ruleTitle(words)} lead={key} onBack={onBack} backWord="Back to the rules">
      <div className="stack">
        <FactList
          facts={[
            ['Binds', <strong key="value">{valueWords(effective.value)}</strong>],
            ['Clause', clauseOr(effective.clause)],
            ['From', `${textWords(effective.from)} (${KIND_WORDS[effective.from.kind]})`],
          ]}
        />
        {toConfirm === undefined ? undefined : (
          <Warning>
            <strong>To be confirmed by the agency:</strong> {toConfirm}
          </Warning>
        )}
        <h3>What other texts say</h3>
        {others.length === 0 ? (
          <p className="dim">No other text says anything of it.</p>
        ) : (
          <DataTable
            label="Other texts"
            columns={['Text', 'Says', 'Clause']}
            rows={others.map(({ from, value, clause }) => ({
              key: `${from.id} ${from.version}`,
              cells: [textWords(from), valueWords(value), clauseOr(clause)],
            }))}
          />
        )}
      </div>
    </Screen>
  )
}
