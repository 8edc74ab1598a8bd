import type { ReactElement } from 'react'
import { Empty } from '#renderer/ui/empty.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { oddsRight, oddsWrong } from '#renderer/patrol/words/odds.ts'
import { plainCells, readCells } from '#renderer/patrol/words/plate-cells.ts'
import { clockTime } from '#renderer/patrol/words/when.ts'
import { whereRead } from '#renderer/patrol/words/where.ts'
import type { Read } from '#shared/domain/read.ts'
import { ContextPicture } from './context-picture.tsx'
import './selected-read.css'

const PLATE_PX = 34
const RUNNER_UP_PX = 28
const RUNNERS_UP = 3

/** One read at a closer look: where in the picture it was, and what else the plate may be. */
export function SelectedRead({ read }: { readonly read: Read | undefined }): ReactElement {
  if (read === undefined) {
    return (
      <section className="selected-read" aria-label="Selected read">
        <Empty title="No read to look at yet." />
      </section>
    )
  }
  return (
    <section className="selected-read" aria-label="Selected read">
      <ContextPicture read={read} />
      <div className="selected-plate">
        <span className="selected-crop">
          <Picture src={mediaUrl(read.cropHash)} label={`Plate as read, ${read.plate}`} isPixelated />
        </span>
        <PlateText cells={readCells(read.plate, read.positions)} size={PLATE_PX} />
        <StateWords read={read} />
      </div>
      <p className="selected-odds">{oddsWrong(read.plateProbability)}</p>
      <ol className="runners-up" aria-label="Other readings">
        {read.candidates.slice(1, 1 + RUNNERS_UP).map(({ plate, probability }) => (
          <li key={plate}>
            <span className="dim">or</span>
            <PlateText cells={plainCells(plate)} size={RUNNER_UP_PX} />
            <span className="figures">{oddsRight(probability)}</span>
          </li>
        ))}
      </ol>
      <p className="selected-facts dim figures">{facts(read).join(' · ')}</p>
    </section>
  )
}

function StateWords({ read: { state } }: { readonly read: Read }): ReactElement {
  return state.code === undefined ? (
    <span className="dim">state ?</span>
  ) : (
    <span className="selected-state">
      <strong>{state.code}</strong>
      <span className="dim">{oddsWrong(state.probability).replace(' like this', '').toLowerCase()}</span>
    </span>
  )
}

function facts(read: Read): string[] {
  return [
    `${read.cameraName} ${clockTime(read.capturedAt)}`,
    whereRead(read.location),
    read.frames === 1 ? '1 frame' : `${read.frames} frames`,
    ...(read.phase === 'first' ? ['still passing'] : []),
    ...(read.footage === undefined ? [] : [`footage at ${(read.footage.atMs / 1000).toFixed(1)} s`]),
  ]
}
