// Turns what the recogniser says of each vehicle pass into one read on disk: images first, then the read
// with its hits in one transaction, and only then the word to the consoles.
import type { EventHub } from '#main/events/index.ts'
import type { KeepRecords, PresentedMatch, Raising } from '#main/hits/index.ts'
import type { HotLists } from '#main/hotlists/index.ts'
import { encodeContext, encodeCrop, type Image, type Media, type SpaceGuard } from '#main/media/index.ts'
import type { StoredImage } from '#main/storage/media-repository.ts'
import type { NewHit, NewRead } from '#main/storage/records-repository.ts'
import { CameraId, ReadId, type HitId } from '#shared/domain/ids.ts'
import type { Location } from '#shared/domain/place.ts'
import type { Read } from '#shared/domain/read.ts'
import type { PassUpdate, RgbImage } from '#shared/recognition/messages.ts'

type Parts = {
  readonly records: KeepRecords
  readonly media: Media
  readonly hotLists: Pick<HotLists, 'match' | 'rematch'>
  readonly raising: Raising
  readonly events: EventHub
  readonly locate: (at: number) => Location
  readonly guard: SpaceGuard
  readonly cameraName: (id: string) => string
  /** The canvass that runs, if one does. */
  readonly canvassId: () => string | undefined
  readonly now: () => number
  /** Told of every read once it is on disk, and of every change of it. */
  readonly onKept: (read: Read, raised: readonly HitId[]) => void
}

/** What is known of a pass between its first and its last update. */
type OpenPass = {
  readonly id: ReadId
  location: Location
  crop: StoredImage | undefined
  context: StoredImage | undefined
  /** The canvass in which the pass began. */
  readonly canvassId: string | undefined
  /** One vehicle is one hit, however often its read is refined: the hit that it raised, and what it met. */
  raised: Pick<NewHit, 'id' | 'matches' | 'visibility'> | undefined
  /** The vehicle has a hit of an earlier pass, or is quiet for this shift: it raises none. */
  isSettled: boolean
  /** Its covert matches are recorded. */
  hasCovert: boolean
}

const NONE = { kind: 'none' } as const

type HeldImages = { readonly crop: RgbImage | undefined; readonly context: RgbImage | undefined }

export type ReadKeeper = { readonly keep: (update: PassUpdate) => Promise<void> }

export function createReadKeeper(parts: Parts): ReadKeeper {
  const passes = new Map<number, OpenPass>()
  /**
   * Images of passes that are not on disk: not kept for want of space, or a write failed. The recogniser
   * sends them once, and a later word of the same pass may match a hot list.
   */
  const held = new Map<number, HeldImages>()

  /** Passes that the guard refused; each is counted once. */
  const refused = new Set<number>()

  async function store(image: Image, kind: StoredImage['kind']): Promise<StoredImage> {
    const hash = await parts.media.put(image.bytes, { mime: image.mime })
    return { hash, bytes: image.bytes.length, mime: image.mime, kind }
  }

  /** Whether this update is kept at all, and whether with a context image. A possible match always is. */
  function admit(update: PassUpdate, isKnown: boolean, hasHit: boolean): ReturnType<SpaceGuard['admit']> {
    if (isKnown) return { keepsRead: true, keepsContext: hasHit || parts.guard.status().guard === 'normal' }
    if (refused.has(update.pass) && !hasHit) return { keepsRead: false, keepsContext: false }
    const admitted = parts.guard.admit({ hasHit })
    if (!admitted.keepsRead) refused.add(update.pass)
    return admitted
  }

  async function keep(update: PassUpdate): Promise<void> {
    const before = passes.get(update.pass)
    const images = { crop: update.crop, context: update.context }
    if (before === undefined && images.crop !== undefined) held.set(update.pass, images)
    try {
      await keepImagesAndRead(update, before, images.crop === undefined ? held.get(update.pass) : images)
    } finally {
      if (update.phase === 'final') {
        passes.delete(update.pass)
        held.delete(update.pass)
        refused.delete(update.pass)
      }
    }
  }

  async function keepImagesAndRead(
    update: PassUpdate,
    before: OpenPass | undefined,
    images: HeldImages | undefined,
  ): Promise<void> {
    const matches = parts.hotLists.match(update)
    const { keepsRead, keepsContext } = admit(update, before !== undefined, matches.length > 0)
    if (!keepsRead) return
    const pass = before ?? newPass(parts.canvassId())
    if (images?.crop !== undefined) {
      // The best frame changed: place and context are of that frame or missing, never of an older one.
      const context = keepsContext ? images.context : undefined
      const [crop, contextImage] = await Promise.all([
        encodeCrop(images.crop).then((image) => store(image, 'crop')),
        context && encodeContext(context).then((image) => store(image, 'context')),
      ])
      pass.crop = crop
      pass.context = contextImage
      pass.location = parts.locate(update.capturedAt)
    }
    write(update, pass, before !== undefined, matches)
    passes.set(update.pass, pass)
    held.delete(update.pass)
  }

  function write(
    update: PassUpdate,
    pass: OpenPass,
    isKnown: boolean,
    matches: readonly PresentedMatch[],
  ): void {
    const recordedAt = parts.now()
    const { crop, context } = pass
    if (crop === undefined) throw new Error('the recogniser sent no crop with the first word of a pass')
    const read = toRead(update, pass, crop, parts.cameraName(update.camera))
    const { raised } = pass
    const rematched =
      raised && parts.raising.rejudge(raised.id, parts.hotLists.rematch(raised.matches, matches, update))
    const isOpen = raised === undefined && !pass.isSettled
    const open = isOpen ? parts.raising.judge(read, matches, recordedAt) : NONE
    const covert = pass.hasCovert ? NONE : parts.raising.judgeCovert(read, matches, recordedAt)
    const both = [open, covert]
    const record = {
      read,
      hits: both.flatMap((one) => (one.kind === 'raise' ? [one.hit] : [])),
      sightings: both.flatMap((one) => (one.kind === 'sighting' ? [one.sighting] : [])),
      rematched: rematched === undefined ? [] : [rematched],
      images: context === undefined ? [crop] : [crop, context],
      recordedAt,
    }
    const recorded = isKnown ? parts.records.refine(record) : parts.records.record(record)
    if (recorded === undefined) return
    if (rematched !== undefined || open.kind === 'sighting') parts.events.hitsChanged()
    const hit = open.kind === 'raise' ? open.hit : rematched
    // A silent record whose odds rise calls the officer like any other hit.
    const isNewAlert = hit?.visibility === 'alert' && raised?.visibility !== 'alert'
    const alerts = isNewAlert ? [hit.id] : []
    pass.raised = hit ?? raised
    pass.isSettled ||= open.kind === 'sighting' || open.kind === 'quieted'
    pass.hasCovert ||= covert.kind !== 'none'
    parts.events.readsChanged(recorded.read.sequence)
    if (alerts.length > 0) parts.events.hitsRaised(alerts)
    parts.onKept(recorded.read, alerts)
  }

  return { keep }
}

function newPass(canvassId: string | undefined): OpenPass {
  return {
    id: ReadId.parse(crypto.randomUUID()),
    location: { kind: 'none', why: 'no-fix' },
    crop: undefined,
    context: undefined,
    canvassId,
    raised: undefined,
    isSettled: false,
    hasCovert: false,
  }
}

function toRead(update: PassUpdate, pass: OpenPass, crop: StoredImage, cameraName: string): NewRead {
  const { plate, positions, candidates, state, corners, frameWidth, frameHeight } = update
  return {
    id: pass.id,
    cameraId: CameraId.parse(update.camera),
    cameraName,
    capturedAt: update.capturedAt,
    firstSeenAt: update.firstSeenAt,
    lastSeenAt: update.lastSeenAt,
    plate,
    plateProbability: update.plateProbability,
    positions: [...positions],
    candidates: [...candidates],
    ...(update.stackedPairs.length === 0 ? {} : { stackedPairs: update.stackedPairs.slice(0, 4) }),
    state,
    corners,
    frameWidth,
    frameHeight,
    frames: update.frames,
    phase: update.phase === 'final' ? 'final' : 'first',
    location: pass.location,
    cropHash: crop.hash,
    ...(pass.context === undefined ? {} : { contextHash: pass.context.hash }),
    ...(update.footage === undefined ? {} : { footage: update.footage }),
    ...(pass.canvassId === undefined ? {} : { canvassId: pass.canvassId }),
  }
}
