// The passes of one camera: which plate of a new frame belongs to which vehicle, and when one is gone.
import { foldPlate } from '#shared/domain/plate.ts'
import type { Corners, Point } from '#shared/domain/read.ts'
import type { PassUpdate } from '#shared/recognition/messages.ts'
import type { FoundPlate } from '../detect/grid.ts'
import { centreOf, distance } from '../pixels/quad.ts'
import { editDistance } from '../read/align.ts'
import { associate } from './associate.ts'
import { continuation, firstMotion, nextMotion, type Motion } from './motion.ts'
import { startPass, type ContextOf, type Pass, type Sighting } from './pass.ts'
import { LOST_AFTER_MS, MOST_LIVE_PASSES, SAME_VEHICLE_MS, SAME_VEHICLE_REACH } from './thresholds.ts'

/** A frame whose own read is this sure can say that it shows another vehicle. */
const SURE_OF_ANOTHER = 0.6

/** A plate of the newest frame and the track it continues or begins. */
export type Tracked = { readonly track: Track; readonly found: FoundPlate }

export type Track = { pass: Pass; motion: Motion }

type Ended = { readonly plate: string; readonly centre: Point; readonly at: number }

export type CameraTracks = {
  /** Ends the passes that are gone at this time, or too many; gives their closing updates. */
  endLost(at: number, contextOf: ContextOf, ms: number): PassUpdate[]
  /** Follows the plates of a frame. Each is then added by `add`, read or not. */
  follow(found: readonly FoundPlate[], at: number): Tracked[]
  /** Adds what was made out of one plate, and gives the updates that are due. */
  add(track: Track, sighting: Sighting, contextOf: ContextOf, ms: number): PassUpdate[]
  /** Ends every pass. */
  endAll(contextOf: ContextOf, ms: number): PassUpdate[]
}

/** `nextPass` gives the numbers of passes, unique for the life of the worker. */
export function trackCamera(camera: string, stateThreshold: number, nextPass: () => number): CameraTracks {
  let tracks: Track[] = []
  let ended: Ended[] = []

  const begin = (corners: Corners, at: number): Track => {
    const track = {
      pass: startPass(nextPass(), camera, at, stateThreshold),
      motion: firstMotion(corners, at),
    }
    tracks.push(track)
    return track
  }
  const end = (gone: readonly Track[], contextOf: ContextOf, ms: number): PassUpdate[] => {
    tracks = tracks.filter((track) => !gone.includes(track))
    return gone.flatMap(({ pass, motion }) => {
      const { reading } = pass
      const isRepeat =
        reading !== undefined && !pass.isPublished && earlier(reading.plate, motion) !== undefined
      const updates = isRepeat ? [] : pass.finish(contextOf, ms)
      for (const update of updates) remember(update.plate, motion)
      return updates
    })
  }
  const remember = (plate: string, motion: Motion): void => {
    ended = ended.filter((one) => one.plate !== foldPlate(plate) && motion.at - one.at < SAME_VEHICLE_MS)
    ended.push({ plate: foldPlate(plate), centre: centreOf(motion.corners), at: motion.at })
  }
  let frameWidth = 0
  const isNear = (a: Point, b: Point): boolean => distance(a, b) < SAME_VEHICLE_REACH * frameWidth
  const earlier = (plate: string, motion: Motion): Ended | undefined =>
    ended.find(
      (one) =>
        one.plate === foldPlate(plate) &&
        Math.abs(motion.at - one.at) < SAME_VEHICLE_MS &&
        isNear(one.centre, centreOf(motion.corners)),
    )
  /** A live pass with the same plate that is not seen just now: the vehicle that was lost for a moment. */
  const lostTwin = (track: Track): Track | undefined => {
    const plate = track.pass.reading?.plate
    if (plate === undefined) return undefined
    return tracks.find(
      (other) =>
        other !== track &&
        other.pass.isPublished &&
        other.motion.at < track.motion.at &&
        other.pass.reading !== undefined &&
        foldPlate(other.pass.reading.plate) === foldPlate(plate) &&
        isNear(centreOf(other.motion.corners), centreOf(track.motion.corners)),
    )
  }

  return {
    endLost(at, contextOf, ms) {
      // Footage that begins again jumps back in time: that ends passes too.
      const lost = tracks.filter(({ motion }) => Math.abs(at - motion.at) > LOST_AFTER_MS)
      const live = tracks.filter((track) => !lost.includes(track))
      const newestFirst = live.toSorted((a, b) => b.motion.at - a.motion.at)
      return end([...lost, ...newestFirst.slice(MOST_LIVE_PASSES)], contextOf, ms)
    },
    follow(found, at) {
      const { pairs, unmatched } = associate(tracks, found, ({ motion }, { corners }) =>
        continuation(motion, corners, at),
      )
      for (const { track, found } of pairs) track.motion = nextMotion(track.motion, found.corners, at)
      return [...pairs, ...unmatched.map((one) => ({ track: begin(one.corners, at), found: one }))].toSorted(
        (a, b) => b.found.score - a.found.score,
      )
    },
    add(track, sighting, contextOf, ms) {
      const { frame, channels } = sighting.view
      frameWidth = channels.width
      const updates: PassUpdate[] = []
      if (isAnotherVehicle(track.pass, sighting)) {
        updates.push(...end([track], contextOf, ms))
        tracks.push(track)
        track.pass = startPass(nextPass(), camera, frame.capturedAt, stateThreshold)
        track.motion = firstMotion(sighting.corners, frame.capturedAt)
      }
      track.pass.add(sighting)
      const { pass, motion } = track
      if (!pass.isPublished && pass.isConfident && pass.reading !== undefined) {
        const twin = lostTwin(track)
        if (twin !== undefined) {
          tracks = tracks.filter((other) => other !== track)
          twin.motion = motion
          twin.pass.add(sighting)
          track = twin
        } else if (earlier(pass.reading.plate, motion) !== undefined) {
          remember(pass.reading.plate, motion)
          return updates
        }
      }
      updates.push(...track.pass.update(frame.capturedAt, contextOf, ms))
      return updates
    },
    endAll: (contextOf, ms) => end(tracks, contextOf, ms),
  }
}

/** A sure read that shares less than half its characters with what the pass is sure of. */
function isAnotherVehicle(pass: Pass, { read }: Sighting): boolean {
  const { reading } = pass
  if (read === undefined || reading === undefined) return false
  if (read.probability < SURE_OF_ANOTHER || reading.plateProbability < SURE_OF_ANOTHER) return false
  const longest = Math.max(read.plate.length, reading.plate.length)
  return editDistance(read.plate, reading.plate) > longest / 2
}
