// Words in a reason that name what no policy or law lets the product be used for. A word list is no judge: it stops
// what is said openly, and what it stops is said in the audit.
//
// Where it is in doubt it stops, since a reason is said otherwise in a moment. So a suspect's skin is stopped
// ("black male in a white van"): the search goes by plate and needs no such description. It knows nothing of
// names: "driver Black", "Gay" and "Church" as surnames are taken for what they also mean.
// What must pass: colours of vehicles ("black Ford Explorer", "brown Toyota"), streets and shops ("Church Street",
// "Rally's lot"), broken-down cars ("disabled vehicle"), plates of another country ("Mexican plate"), and a crime
// at a place of worship or an assembly ("burglary of the mosque on Mosque Road"). What is about reproductive care
// is stopped even beside a crime, because the crime may be the care (625 ILCS 5/2-130(b)(1)).
import type { ForbiddenUse } from './profile.ts'

export type FoundUse = { readonly use: ForbiddenUse; readonly words: string }

type Rule = {
  readonly use: ForbiddenUse
  readonly words: string
  /** Over the words as `plain` has them: lower case, single spaces, ends of sentences as " , ". */
  readonly pattern: RegExp
  /** Words that make it something else. */
  readonly unless?: RegExp
}

const PERSON =
  '(?:man|men|woman|women|males?|females?|guys?|boys?|girls?|child|children|persons?|people|driver|drivers|passengers?|occupants?|suspects?|subjects?|kids?|teens?|teenagers?|youths?|couples?|dudes?|lad(?:y|ies)|individuals?|community|famil(?:y|ies)|neighbou?rhoods?|area)'
/** "white family van", "black driver side door", "black passenger car" are vehicles. */
const NO_VEHICLE =
  '(?! (?:side|sides|door|doors|seat|mirror|window|van|vans|minivan|suv|car|cars|sedan|wagon|truck|carrier|mover|vehicle|vehicles|bus)\\b)'
const NO_STREET =
  "(?!'s| (?:st|street|rd|road|ave|avenue|ln|lane|dr|drive|ct|court|blvd|boulevard|pl|place|way|hwy|highway|pkwy|parkway|hill|creek|falls|county)\\b)"

/** A crime, or somebody to be found: then the place beside it is where it happened. */
const CRIME =
  /\b(?:burglar\w*|theft|thefts|stolen|stole|steal\w*|robber\w*|robbed|arson\w*|vandal\w*|graffiti|assault\w*|batter(?:y|ies)|shooting|shooter|shots|homicides?|murder\w*|stabb\w*|bomb\w*|explosive\w*|hate crimes?|threat\w*|hit and run|crash\w*|carjack\w*|kidnap\w*|abduct\w*|missing|amber alert|trespass\w*|criminal damage)\b/
/** Somebody else's affair, which the police were called to. */
const INVOLVED =
  /\b(?:victims?|suspects?|offenders?|complainants?|witness\w*|arrest\w*|warrants?|charged|protective order|(?:protection|restraining) orders?|orders? of protection|domestic|stalk\w*|violat\w*)\b/
const EITHER = new RegExp(`${CRIME.source}|${INVOLVED.source}`)

const CLASS = 'a protected characteristic'
const SPEECH = 'lawful speech, assembly or religion'
const STATUS = 'immigration status'
const CARE = 'reproductive or other lawful health care'
const OWN = 'a personal use'
const HARASS = 'harassment or intimidation'
const HIDDEN = 'private property that is not in view'

const RULES: readonly Rule[] = [
  {
    use: 'immigration-status',
    words: STATUS,
    pattern:
      /\b(?:immigrants?|immigration|migrants?|deport\w*|illegals|illegal aliens?|aliens|visa overstay\w*|overstayed (?:a |his |her |their )?visa|asylum|refugees?|border crossers?|undocumented(?! (?:vehicle|car|damage|tow|trailer|title))|ice (?:agents?|officers?|detainers?|warrants?|holds?|raids?|arrests?|enforcement|ero|operation|request))\b/,
  },
  {
    use: 'reproductive-health',
    words: CARE,
    pattern:
      /\b(?:abortions?|reproductive|planned parenthood|contracepti\w*|birth control|mifepristone|miscarriages?|fertility clinic|gender (?:affirming|transition)\w*)\b/,
  },
  {
    use: 'reproductive-health',
    words: CARE,
    pattern: /\bpregnan\w*/,
    unless: /\b(?:missing|abduct\w*|kidnap\w*|assault\w*|battery|hit and run|crash\w*)\b/,
  },
  {
    use: 'protected-class',
    words: CLASS,
    pattern: new RegExp(
      `\\b(?:black|white|brown|asian|oriental|foreign|arab|mexican|chinese|indian|pakistani|somali|haitian|nigerian|polish|russian|cuban|african|christian|catholic|trans|disabled|handicapped) ${PERSON}\\b${NO_VEHICLE}`,
    ),
  },
  // As radio shorthand has it: "B/M, 30s"; "male white" at the end of what is said.
  {
    use: 'protected-class',
    words: CLASS,
    pattern: /\b[bwh]\/[mf]\b|\b[mf]\/[bwh]\b|\b(?:male|female)s? (?:black|white|brown)(?= ,|$| \d)/,
  },
  {
    use: 'protected-class',
    words: CLASS,
    pattern: new RegExp(
      `\\b(?:blacks|hispanics?|latin[oaxe]s?|african americans?|asians|native americans?|arabs|foreigners?|foreign nationals?|muslims?|islamic|jews|jewish|hindus?|sikhs?|gypsy|gypsies|gays?|lesbians?|bisexuals?|homosexuals?|queers?|lgbt\\w*|transgender\\w*|republicans?|democrats?|(?:dark|light|brown) skinned|skin colou?r|sexual orientation|political affiliations?)\\b${NO_STREET}(?! (?:community )?(?:cent(?:er|re)|cemetery|school|hospital)\\b)`,
    ),
  },
  {
    use: 'protected-class',
    words: CLASS,
    pattern:
      /\b(?:(?:because|on account) of (?:his|her|their|its) |based on )(?:race|religion|gender|sex|nationality|ethnicity|disability)\b/,
  },
  // Who takes part is stopped always; the building or the event only where no crime is named.
  {
    use: 'first-amendment',
    words: SPEECH,
    pattern:
      /\b(?:protest[eo]rs?|demonstrators?|marchers|picketers?|activists?|journalists?|worshipp?ers?|congregants?|congregation|parishioners?|church ?goers?|(?:church|mosque|synagogue|rally|protest) (?:members?|attendees|visitors|goers)|attend(?:ing|ed|s|ees? of|ees? at) (?:the |a )?(?:\w+ )?(?:rally|protest|church|mosque|synagogue|prayers?|vigil)|friday prayers?|political (?:opponents?|views|beliefs|activit(?:y|ies)|rall(?:y|ies)|gatherings?)|religious (?:services?|gatherings?|beliefs|views|activit(?:y|ies)))\b/,
  },
  {
    use: 'first-amendment',
    words: SPEECH,
    pattern: new RegExp(
      `\\b(?:protests?|protesting|demonstrations?|(?<!hill climb )rall(?:y|ies)(?! (?:car|racing|driver|striped?)\\b)|picket line|(?<!falls )church(?:es)?|mosques?|synagogues?|(?:jewish|islamic|muslim) (?:community )?(?:cent(?:er|re)|cemetery|school))\\b${NO_STREET}`,
    ),
    unless: CRIME,
  },
  {
    use: 'personal',
    words: OWN,
    pattern:
      /\bmy (?:own |former |ex |new |little |older |younger )*(?:ex|wife|husband|spouse|girlfriend|boyfriend|fiancee?|neighbou?rs?|daughter|son|kids?|children|brother|sister|mother|father|mom|dad|parents?|uncle|aunt|cousin|nephew|niece|in laws?|family|friends?|roommate|landlord|tenant)\b/,
  },
  {
    use: 'personal',
    words: OWN,
    pattern:
      /\b(?:personal(?:ly)? (?:use|reasons?|interests?|matters?|business|favou?rs?|curiosity)|private (?:reasons?|matters?|interests?)|my own (?:car|vehicle|truck|plates?)|as a favou?r|a favou?r (?:for|to)|for a (?:friend|buddy)|just curious|curiosity)\b/,
  },
  { use: 'personal', words: OWN, pattern: /\bex (?:wife|husband|girlfriend|boyfriend)\b/, unless: EITHER },
  {
    use: 'harassment',
    words: HARASS,
    pattern:
      /\b(?:to (?:harass|intimidate|annoy|scare|humiliate)|teach (?:him|her|them) a lesson|get (?:back at|even with)|mess with (?:him|her|them)|scare (?:him|her|them)|revenge|payback)\b/,
    unless: EITHER,
  },
  {
    use: 'private-property',
    words: HIDDEN,
    pattern:
      /\b(?:(?:look\w*|see|peek\w*|read\w*) (?:into|inside|over|behind) (?:the |a |his |her |their )?(?:closed )?(?:garages?|fences?|back ?yards?)|not (?:visible|in view|seen) from (?:the |a )?(?:street|road|sidewalk|public))\b/,
  },
]

/** The first forbidden use that the words name, of those that the profile forbids. */
export function forbiddenUse(words: string, forbidden: readonly ForbiddenUse[]): FoundUse | undefined {
  const said = plain(words)
  const found = RULES.find(
    ({ use, pattern, unless }) =>
      forbidden.includes(use) && pattern.test(said) && unless?.test(said) !== true,
  )
  return found && { use: found.use, words: found.words }
}

/** Lower case without accents and signs that are not seen; ends of sentences stay, as " , ". */
function plain(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/\b(?:[a-z]\.){2,}/g, (initials) => initials.replaceAll('.', ''))
    .replaceAll(/[.,;:!?()]+/g, ' , ')
    .replaceAll(/[^a-z0-9'/,]+/g, ' ')
    .trim()
}
