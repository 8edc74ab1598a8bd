import type { ReactElement } from 'react'
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import { CHANNEL_WORDS, type DataClass, type Officer } from '#shared/domain/officer.ts'
import { mayReadPerson } from './work.ts'

/** Rows of a list on the person of a record; hidden from officers who may not query LEADS or NCIC. */
export function PersonRows({
  entry: { person, hiddenFor },
  officer,
}: {
  readonly entry: HotListEntry
  readonly officer: Officer
}): ReactElement {
  if (hiddenFor !== undefined) return <Row words={hiddenWords(hiddenFor)} />
  if (person === undefined) return <Row words="none named" />
  if (!mayReadPerson(officer)) return <Row words="hidden: ask the Communications Center" />
  const { name, born, sex, race } = person
  const words = [
    name ?? 'no name',
    born === undefined ? '' : `born ${born}`,
    sex === undefined ? '' : `sex ${sex}`,
    race === undefined ? '' : `race ${race}`,
  ].filter((part) => part !== '')
  return <Row words={words.join(', ')} />
}

/** What the core left out, and who may be asked instead. */
export function hiddenWords(hiddenFor: DataClass): string {
  return `hidden without ${CHANNEL_WORDS[hiddenFor]} authorisation: ask the Communications Center`
}

function Row({ words }: { readonly words: string }): ReactElement {
  return (
    <>
      <dt className="dim">person</dt>
      <dd>{words}</dd>
    </>
  )
}
