// Hot list entries, the lists they come from, and what a match with one rests on.
import { z } from 'zod'
import { Category } from './category.ts'
import { Instant, Span } from './instant.ts'
import { DataClass } from './officer.ts'
import { PlateText } from './plate.ts'
import { Probability } from './read.ts'
import { Severity } from './severity.ts'
import { StateCode } from './states.ts'

/** What a list says of a vehicle, in the list's own words and codes. */
export const ListedVehicle = z.object({
  year: z.string().max(10).optional(),
  make: z.string().max(40).optional(),
  model: z.string().max(40).optional(),
  style: z.string().max(40).optional(),
  colour: z.string().max(40).optional(),
})
export type ListedVehicle = z.infer<typeof ListedVehicle>

/** What a list says of a person: criminal justice information, hidden until the alert is opened. */
export const ListedPerson = z.object({
  name: z.string().max(80).optional(),
  sex: z.string().max(10).optional(),
  race: z.string().max(10).optional(),
  born: z.string().max(20).optional(),
})
export type ListedPerson = z.infer<typeof ListedPerson>

/**
 * One record of a hot list. Two states with the same plate are two entries; `key` tells entries apart: plate,
 * state, plate type, source and record number.
 */
export const HotListEntry = z.object({
  key: z.string().min(1).max(200),
  /** The installed list's name ("NCIC vehicles"); `local` entries were added by an officer. */
  list: z.string().min(1).max(60),
  kind: z.enum(['list', 'local', 'partial']),
  /** Who keeps the record: "NCIC", "LEADS". */
  source: z.string().min(1).max(60),
  /** Number of the line in the file, and the line as the source wrote it; 0 and the officer's words for local entries. */
  line: z.int().nonnegative(),
  raw: z.string().max(4096),
  /** For a partial plate its pattern is in `pattern` and this is the candidate that fits it. */
  plate: PlateText,
  pattern: z.string().max(40).optional(),
  state: StateCode.optional(),
  /** A state or country code that is none of the 51 ("ON"), as the list writes it. */
  otherIssuer: z.string().max(10).optional(),
  plateType: z.string().max(20).optional(),
  plateYear: z.string().max(10).optional(),
  category: Category,
  /** The list's own words or letter for the category. */
  categoryWords: z.string().max(80),
  recordNumber: z.string().max(40).optional(),
  /** Originating agency identifier. */
  ori: z.string().max(20).optional(),
  /** ISO dates (2019-05-09) as far as the list gives them. */
  listedOn: z.iso.date().optional(),
  expiresOn: z.iso.date().optional(),
  vehicle: ListedVehicle,
  person: ListedPerson.optional(),
  cautions: z.array(z.string().max(80)).max(10),
  notes: z.string().max(600),
  /** both-forms: the record is listed with the letter O and with the digit 0, so one of them is wrong. */
  trust: z.enum(['normal', 'both-forms']),
  /** Columns that the import had to mend ("state: 0H read as OH"). */
  mended: z.array(z.string().max(80)).max(4),
  /** The database whose authorisation the officer has not; its fields were left out of what he is told. */
  hiddenFor: DataClass.optional(),
})
export type HotListEntry = z.infer<typeof HotListEntry>

/** How a list's alerts look and sound; per list and per category, the profile's where it says nothing. */
export const Presentation = z.object({
  severity: Severity,
  /** Names a tone of the console. */
  sound: z.enum(['critical', 'high', 'medium', 'low', 'none']),
  /** Said before the state and the plate: "Stolen vehicle". Empty: nothing is said. */
  spoken: z.string().max(60),
  mayMute: z.boolean(),
  /** No officer alert at all; a decision of the profile, never a default. */
  isCovert: z.boolean(),
})
export type Presentation = z.infer<typeof Presentation>

/** An installed list as the console shows it. */
export const HotListStatus = z.object({
  name: z.string(),
  source: z.string(),
  template: z.string(),
  entries: z.int().nonnegative(),
  /** Lines that were not taken from the loaded version's file. */
  refused: z.int().nonnegative(),
  /** A name of the loaded version; changes with every swap. */
  version: z.string(),
  loadedAt: Instant,
  /** What the list's age counts from: the date in its header, else when the file was written. */
  writtenAt: Instant,
  /** The list's contract: older than this is a warning at the start of a shift and on each alert. */
  maxAgeMs: Span,
  /** Why the last import was refused, if the newest file was; the loaded version stayed. */
  lastRefusal: z.object({ at: Instant, why: z.string() }).optional(),
  /** While a new version is being read. */
  importing: z.object({ lines: z.int().nonnegative(), share: Probability }).optional(),
})
export type HotListStatus = z.infer<typeof HotListStatus>

/**
 * exact: the best string is the listed plate; candidate: another of the read's strings is; folded: only with
 * characters taken as one that dies or lists do not tell apart (O and 0, I and 1); partial: a pattern that an
 * officer entered fits. A folded match is never called exact.
 */
export const MatchKind = z.enum(['exact', 'candidate', 'folded', 'partial'])
export type MatchKind = z.infer<typeof MatchKind>

/** agrees: read and listed state are the same; differs: they are not; unknown: either is not known. */
export const StateAgreement = z.enum(['agrees', 'differs', 'unknown'])
export type StateAgreement = z.infer<typeof StateAgreement>

/**
 * Three probabilities that an alert is right, from the calibrated read, the prior of a listed plate and how
 * crowded the list is around the string (facts.md 5.1); see src/main/hotlists/odds.ts.
 */
export const AlertOdds = z.object({
  characters: Probability,
  /** Undefined when the entry names no state. */
  state: Probability.optional(),
  both: Probability,
})
export type AlertOdds = z.infer<typeof AlertOdds>

/** A character that was folded or replaced on the way from the read to the entry. */
export const ReplacedCharacter = z.object({
  position: z.int().nonnegative(),
  read: z.string().length(1),
  listed: z.string().length(1),
})

/** A possible match of a read with one entry. */
export const HotListMatch = z.object({
  entry: HotListEntry,
  /** The list as it was when the match was made; not for local entries and partial plates. */
  listVersion: z.object({ version: z.string(), writtenAt: Instant, maxAgeMs: Span }).optional(),
  kind: MatchKind,
  /** The read's candidate that met the entry. */
  matchedPlate: PlateText,
  /** The calibrated probability of the matched characters alone, before the list is considered. */
  plateProbability: Probability,
  /** Where matched and listed plate differ. */
  replaced: z.array(ReplacedCharacter).max(10),
  stateAgreement: StateAgreement,
  odds: AlertOdds,
  /** Listed plates one likely confusion away from the read string, and how many such strings there are. */
  crowding: z.object({ listed: z.int().nonnegative(), looked: z.int().nonnegative() }),
})
export type HotListMatch = z.infer<typeof HotListMatch>
