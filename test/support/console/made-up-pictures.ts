// Pictures for made-up reads, drawn with sharp: a small crop as a camera would give it, and a road.
import sharp from 'sharp'
import { CORNERS, FRAME } from './made-up-reads.ts'

const CROP = { width: 150, height: 64 }

/** A plate as a crop of few pixels: a little soft, a little noisy. */
export function drawCrop(plate: string, state: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CROP.width}" height="${CROP.height}">
    <rect width="100%" height="100%" fill="#454b50"/>
    <g transform="rotate(-1.2 75 32)">
      <rect x="5" y="5" width="140" height="54" rx="5" fill="#e6e8e2" stroke="#8d9296" stroke-width="2"/>
      <text x="75" y="17" font-family="DejaVu Sans" font-size="9" text-anchor="middle" fill="#35598c">${state}</text>
      <text x="75" y="48" font-family="DejaVu Sans" font-weight="bold" font-size="28" text-anchor="middle"
        textLength="126" lengthAdjust="spacingAndGlyphs" fill="#1c2a4a">${plate}</text>
    </g></svg>`
  return sharp(Buffer.from(svg)).blur(0.8).jpeg({ quality: 80 }).toBuffer()
}

/** A car on a road with the plate where the read's corners say. */
export async function drawContext(plate: string, state: string): Promise<Buffer> {
  const crop = await sharp(await drawCrop(plate, state))
    .resize(168, 78, { fit: 'fill' })
    .toBuffer()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${FRAME.width}" height="${FRAME.height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#8fa3b5"/><stop offset="1" stop-color="#c9d2d8"/></linearGradient></defs>
    <rect width="1280" height="330" fill="url(#sky)"/><rect y="330" width="1280" height="390" fill="#5a5e61"/>
    <path d="M0 330h330l-60-120H0z" fill="#74777a"/><path d="M1280 330H930l90-160h260z" fill="#6c6660"/>
    <path d="M628 720 638 340h6l10 380z" fill="#d9d6c8"/>
    <path d="M380 590 396 410q8-34 44-42l40-92q10-24 38-26h228q28 2 38 26l40 92q36 8 44 42l16 180z" fill="#35506e"/>
    <path d="M500 286h264l34 84H466z" fill="#9fb3c4"/>
    <rect x="398" y="410" width="86" height="36" rx="8" fill="#9c2b2b"/><rect x="780" y="410" width="86" height="36" rx="8" fill="#9c2b2b"/>
    <rect x="372" y="560" width="520" height="46" rx="12" fill="#22303f"/>
    <rect x="410" y="596" width="70" height="60" rx="10" fill="#16191c"/><rect x="790" y="596" width="70" height="60" rx="10" fill="#16191c"/>
  </svg>`
  return sharp(Buffer.from(svg))
    .composite([{ input: crop, left: CORNERS[0].x, top: CORNERS[0].y }])
    .jpeg({ quality: 75 })
    .toBuffer()
}
