// What a PDF of pdfkit says, page by page, in the order in which it was written.
import { inflateSync } from 'node:zlib'

/** The text of each stream that shows any: one for each page. */
export function pdfPages(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf)
  const pages: string[] = []
  let at = 0
  for (;;) {
    const start = bytes.indexOf('stream\n', at)
    if (start < 0) return pages
    const end = bytes.indexOf('\nendstream', start)
    const text = shownBy(bytes.subarray(start + 'stream\n'.length, end))
    if (text !== '') pages.push(text)
    at = end + '\nendstream'.length
  }
}

function shownBy(deflated: Buffer): string {
  let stream: string
  try {
    stream = inflateSync(deflated).toString('latin1')
  } catch {
    return ''
  }
  const lines = [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, shown = '']) =>
    [...shown.matchAll(/<([0-9a-f]*)>/g)]
      .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
      .join(''),
  )
  return lines.join('\n')
}
