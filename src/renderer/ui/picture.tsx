import { useState, type ReactElement } from 'react'
import './picture.css'

type PictureProps = {
  readonly src: string
  readonly label: string
  /** Shown as it was read: enlarged without smoothing. */
  readonly isPixelated?: boolean
}

/** A picture that fits its box, dimmed at night; says so when it is not kept any more. */
export function Picture({ src, label, isPixelated = false }: PictureProps): ReactElement {
  const [missing, setMissing] = useState<string>()
  if (missing === src) return <span className="picture-missing">No picture is kept</span>
  return (
    <img
      className="picture"
      data-pixelated={isPixelated}
      src={src}
      alt={label}
      draggable={false}
      onError={() => {
        setMissing(src)
      }}
    />
  )
}
