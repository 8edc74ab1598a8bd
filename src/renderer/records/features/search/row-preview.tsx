import { useEffect, useState, type ReactElement } from 'react'
import { oddsWrong } from '#renderer/office/words/odds.ts'
import { Picture } from '#renderer/ui/picture.tsx'
import type { RecordRow } from '#shared/records/records.ts'
import { nameOf, pictureUrl } from './found.ts'

/** Each picture that is fetched stands in the audit, so none is while the arrows walk on. */
const DWELL_MS = 350

/** The picture of the row that the arrows stay on, and how sure the reading is. */
export function RowPreview({
  search,
  row,
}: {
  readonly search: string
  readonly row: RecordRow
}): ReactElement {
  const name = nameOf(row)
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => {
      setShown(name)
    }, DWELL_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [name])
  return (
    <div className="row-preview" role="region" aria-label="The selected read">
      <div className="found-crop">
        {row.cropHash === '' ? (
          <span className="picture-missing">No picture is kept</span>
        ) : shown === name ? (
          <Picture
            src={pictureUrl(search, row, row.cropHash)}
            label={`Plate as read, ${row.plate}`}
            isPixelated
          />
        ) : undefined}
      </div>
      <p>
        {oddsWrong(row.plateProbability)}
        {row.place === undefined ? '; no fix' : ''}
      </p>
    </div>
  )
}
