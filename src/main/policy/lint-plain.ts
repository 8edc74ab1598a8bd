// The same look at an agency's published text before anybody has made a file of it: placeholders that a template left
// in, sentences whose title is missing, and words that have two readings.
import type { LintFinding } from '#shared/domain/policy.ts'

const LOOKS: readonly {
  readonly kind: LintFinding['kind']
  readonly pattern: RegExp
  readonly why: string
}[] = [
  {
    kind: 'placeholder',
    pattern: /\[[a-z][^\]\n]{1,60}\]|\b(?:TBD|TODO)\b|_{3,}/g,
    why: 'a placeholder was left in',
  },
  {
    kind: 'missing-title',
    pattern: /(?:^|[.;]\s+)(?:The|by the)\s+(?:will|shall|may|should|must|is|are)\b[^.\n]{0,40}/g,
    why: 'the title is missing',
  },
  {
    kind: 'two-readings',
    pattern: /\bif practicable\b/gi,
    why: 'which reasons make it not practicable?',
  },
  {
    kind: 'two-readings',
    pattern: /\bon a regular basis\b|\bregularly\b|\bperiodically\b/gi,
    why: 'what interval is it?',
  },
  {
    kind: 'two-readings',
    pattern: /\bauthorized designee\b|\bor designee\b/gi,
    why: 'who is it, and for how long?',
  },
  {
    kind: 'two-readings',
    pattern: /\bfor (?:[a-z]+ )?\(?\d+\)? days\b/gi,
    why: 'a floor, a ceiling or both?',
  },
  { kind: 'two-readings', pattern: /\bminimum period\b|\bretention schedule\b/gi, why: 'how many days?' },
]

/** What a published text leaves open, by line. */
export function lintPlainText(text: string): LintFinding[] {
  return text.split('\n').flatMap((words, index) =>
    LOOKS.flatMap(({ kind, pattern, why }) =>
      [...words.matchAll(pattern)].map(([found]): LintFinding => ({
        kind,
        line: index + 1,
        words: `"${found.replace(/^[.;]\s+/, '').trim()}": ${why}`,
      })),
    ),
  )
}
