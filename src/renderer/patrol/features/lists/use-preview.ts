import { useEffect, useState } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { Trouble } from '#renderer/connection/use-action.ts'
import type { ImportPreview, ImportTemplate } from '#shared/domain/import-template.ts'

export type PreviewSource =
  | { readonly file: string; readonly templateId: string }
  | { readonly file: string; readonly template: ImportTemplate }

/** Typing pauses for so long before the file is tried again. */
const PAUSE_MS = 250

type Told = {
  readonly asked: string
  readonly file: string
  readonly preview?: ImportPreview
  readonly trouble?: Trouble
}

export type Previewed = {
  readonly preview: ImportPreview | undefined
  readonly trouble: Trouble | undefined
  /** False while the answer to the newest question is on the way and what is shown answers the one before. */
  readonly isCurrent: boolean
}

const NOTHING: Previewed = { preview: undefined, trouble: undefined, isCurrent: false }

/** The first lines of a file as a template understands them; tried anew whenever either changes. */
export function usePreview(car: Car, source: PreviewSource | undefined): Previewed {
  const [told, setTold] = useState<Told>()
  const asked = source === undefined ? undefined : JSON.stringify(source)
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      if (source === undefined || asked === undefined) return
      void car
        .call((core, signal) => core.lists.preview(source, { signal }))
        .then((outcome) => {
          if (!isWanted) return
          setTold(
            outcome.kind === 'done'
              ? { asked, file: source.file, preview: outcome.value }
              : { asked, file: source.file, trouble: outcome },
          )
        })
    }, PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `asked` is the source by its content
  }, [car, asked])
  if (told === undefined || told.file !== source?.file) return NOTHING
  return { preview: told.preview, trouble: told.trouble, isCurrent: told.asked === asked }
}
