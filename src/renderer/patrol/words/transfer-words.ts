// How the transfer to the department stands, in the officer's words.
import { span } from '#renderer/office/words/when.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'

const COUNT = new Intl.NumberFormat('en-US')

const counted = (count: number, one: string, more: string): string =>
  `${COUNT.format(count)} ${count === 1 ? one : more}`

/** "12 records and 24 images wait"; "nothing waits". */
export function waitingWords({ records, images }: TransferStatus['waiting']): string {
  const parts = [
    ...(records === 0 ? [] : [counted(records, 'record', 'records')]),
    ...(images === 0 ? [] : [counted(images, 'image', 'images')]),
  ]
  if (parts.length === 0) return 'nothing waits'
  return `${parts.join(' and ')} ${records + images === 1 ? 'waits' : 'wait'}`
}

/** "21 of 30"; "3" where the policy sets no interval. */
export function daysWords({ days, mostDays }: TransferStatus['due']): string {
  return mostDays === undefined ? COUNT.format(days) : `${COUNT.format(days)} of ${COUNT.format(mostDays)}`
}

/** The shape and the word of how urgent it is; never a colour alone. */
export function dueMark({ level, mostDays }: TransferStatus['due']): {
  readonly standing: 'in-order' | 'attention' | 'stopped'
  readonly word: string
} {
  if (level === 'escalated') return { standing: 'stopped', word: 'overdue' }
  if (level === 'warn') return { standing: 'attention', word: 'transfer soon' }
  return { standing: 'in-order', word: mostDays === undefined ? 'no interval is set' : 'in time' }
}

const LINK_WORDS: Readonly<Record<TransferStatus['link'], string>> = {
  off: 'not in use',
  reached: 'reached',
  unreachable: 'cannot be reached; tried again by itself',
  refused: 'refused',
  metered: 'metered: only hits go, the rest waits',
}

export const linkWords = ({ link }: Pick<TransferStatus, 'link'>): string => LINK_WORDS[link]

/** To whom, with the name that the other side has for this car. */
export function toWords({ to, host, carName }: TransferStatus): string {
  const name = carName === undefined ? '' : `, as ${carName}`
  const at = host === undefined ? '' : ` at ${host}`
  if (to === 'none') return 'nobody: this car belongs to no department server'
  return `${to === 'provider' ? 'the provider' : "the department's server"}${at}${name}`
}

/** What an officer does so that everything goes. */
export function nextWords({ to }: Pick<TransferStatus, 'to'>): string {
  return to === 'none'
    ? 'Have the administrator join this car to the department: F1, Transfer.'
    : 'Bring the car within reach of its network, or write a package: F1, Transfer.'
}

/** What stays in the car at the end of a shift. */
export function leftWords(status: TransferStatus): string {
  const { waiting, due } = status
  if (waiting.records + waiting.images === 0) return 'Everything is transferred.'
  const isOne = waiting.records + waiting.images === 1
  const words = `${waitingWords(waiting)} for transfer; ${isOne ? 'it stays' : 'they stay'} in this car.`
  return due.mostDays === undefined
    ? words
    : `${words} Days since the last complete transfer: ${daysWords(due)}.`
}

/** "2 h ago"; "never". */
export function agoWords(at: number | undefined, now: number): string {
  return at === undefined ? 'never' : `${span(now - at)} ago`
}
