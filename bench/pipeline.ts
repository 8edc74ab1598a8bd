// `npm run bench:pipeline`: from camera to read and to prompt, on this machine.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findBrowser } from '#main/hosts/browser/open-browser.ts'
import { buildRenderer } from '../build/build-renderer.ts'
import { Truth } from '../build/demo-footage/truth.ts'
import { ensureSystemParts } from '../build/system-parts.ts'
import { openRecords } from '../test/support/core/open-records.ts'
import { decodeRate, networkTimes } from './floor.ts'
import { describeMachine } from './machine.ts'
import { runCore, type CoreRun } from './run-core.ts'
import { quantile, summarise, type Summary } from './statistics.ts'

const root = join(import.meta.dirname, '..')
const DEMO = join(root, 'assets', 'demo', 'front.mp4')
const SHARED = join(root, '..', 'shared', 'data')
const MINUTE_MS = 60_000

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '30' },
  },
})
const say = (line: string): void => {
  if (!values.json) console.log(line)
}

type Rate = { fps: number; cpuMsPerFrame: number; recogniserMs: number; frames: number }

function rateOf(run: CoreRun): Rate {
  // Starting is measured by itself: the rate counts from the first sample with frames in it.
  const [first, last] = [run.samples.find((one) => one.frames > 0), run.samples.at(-1)]
  if (first === undefined || last === undefined || last === first) throw new Error('the footage is too short')
  const frames = last.frames - first.frames
  return {
    fps: (frames * 1000) / (last.atMs - first.atMs),
    cpuMsPerFrame: (last.cpuMs - first.cpuMs) / frames,
    recogniserMs: quantile(
      run.samples.map((one) => one.recogniserMs),
      0.5,
    ),
    frames,
  }
}

async function measureRate(path: string): Promise<Rate> {
  const run = runCore(['--footage', path, '--fast'])
  await run.ended
  run.remove()
  return rateOf(run)
}

function readTruth(): Truth {
  return Truth.parse(JSON.parse(readFileSync(join(root, 'assets/demo/truth.json'), 'utf8')))
}

/** A list that holds every plate of the demonstration, so that each vehicle raises a prompt. */
function fullHotList(folder: string): string {
  const truth = readTruth()
  const plates = new Map(truth.vehicles.map((one) => [one.plate, one.state]))
  const lines = [...plates].map(([plate, state]) => `${plate},${state},Stolen vehicle,`)
  const file = join(folder, 'all.csv')
  writeFileSync(file, `plate,state,category,description\n${lines.join('\n')}\n`)
  return file
}

type Latency = {
  frameToReadMs: Summary
  frameToPromptMs: Summary | null
  skippedShare: number
  cpuShare: number
}

/** In real time, with the console open in a real browser that answers each prompt as soon as it is there. */
async function measureLatency(folder: string): Promise<Latency> {
  const run = runCore(['--footage', DEMO, '--hot-list', fullHotList(folder)])
  const executablePath = findBrowser()
  const browser =
    executablePath &&
    (await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }))
  if (browser) {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    await page.goto(await run.address)
    await page.getByLabel('Badge number').fill('1')
    await page.getByLabel('Name').fill('Bench')
    await page.keyboard.press('Enter')
    const prompt = page.getByRole('button', { name: /Matches what I see/ })
    void (async () => {
      for (;;) {
        await prompt.waitFor({ timeout: 0 })
        // Wrong plate or state, and the first of its reasons.
        await page.keyboard.press('F2')
        await page.keyboard.press('1')
        await page.waitForTimeout(100)
      }
    })().catch(() => {})
  }
  await run.ended
  await (browser ? browser.close() : undefined)
  const raised = new Map(run.kept.flatMap((one) => one.raised.map((id) => [id, one.capturedAt] as const)))
  const { db, hits } = openRecords(run.home, run.dataFolder)
  const toPrompt: number[] = []
  for (const [id, capturedAt] of raised) {
    const shownAt = hits.get(id as never)?.shownAt
    if (shownAt !== undefined) toPrompt.push(shownAt - capturedAt)
  }
  db.close()
  run.remove()
  const [first, last] = [run.samples[0], run.samples.at(-1)]
  if (first === undefined || last === undefined) throw new Error('no samples')
  return {
    frameToReadMs: summarise(run.kept.filter((one) => one.isFirst).map((one) => one.keptAt - one.capturedAt)),
    frameToPromptMs: browser ? summarise(toPrompt) : null,
    skippedShare: last.replaced / last.frames,
    cpuShare: (last.cpuMs - first.cpuMs) / (last.atMs - first.atMs),
  }
}

/** From typing the command to the first read on screen: a picture that holds a plate is there at once. */
async function measureStart(folder: string): Promise<number> {
  const picture = join(folder, 'still.png')
  const truth = readTruth()
  const widest = truth.vehicles
    .filter((one) => one.clip === 'front')
    .flatMap((one) => one.samples)
    .toSorted((a, b) => width(b) - width(a))[0]
  if (widest === undefined) throw new Error('truth.json has no samples')
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-ss',
    `${widest.atMs / 1000}`,
    '-i',
    DEMO,
    '-frames:v',
    '1',
    picture,
  ])
  const took: number[] = []
  for (let run = 0; run < 5; run += 1) {
    const home = mkdtempSync(join(tmpdir(), 'lookout-start-'))
    const startedMs = performance.now()
    const child = spawn(
      process.execPath,
      [join(root, 'build/start.ts'), '--no-window', '--data', join(home, 'data'), '--footage', picture],
      { env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home } },
    )
    let text = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (/ final/.test(text)) resolve()
      })
      child.once('exit', () => resolve())
    })
    if (!text.includes(' final')) throw new Error(`no read was printed:\n${text}`)
    took.push(performance.now() - startedMs)
    child.kill('SIGTERM')
    rmSync(home, { recursive: true, force: true })
  }
  return Math.round(quantile(took, 0.5))
}

function width({ corners }: { corners: { x: number }[] }): number {
  const xs = corners.map((corner) => corner.x)
  return Math.max(...xs) - Math.min(...xs)
}

type Memory = { peakMiB: number; growthMiB: number; minutes: number }

/** Footage in a loop at real speed; growth is the last minute's median over that of the tenth minute. */
async function measureMemory(minutes: number): Promise<Memory> {
  const run = runCore(['--footage', DEMO, '--loop'])
  await new Promise((resolve) => setTimeout(resolve, minutes * MINUTE_MS))
  await run.stop()
  run.remove()
  const [first] = run.samples
  if (first === undefined) throw new Error('no samples')
  const during = (from: number, to: number): number[] =>
    run.samples
      .filter((one) => one.atMs >= first.atMs + from * MINUTE_MS && one.atMs < first.atMs + to * MINUTE_MS)
      .map((one) => one.rssMiB)
  // The last twenty minutes of thirty; the last two thirds of a shorter run.
  const steadyFrom = minutes / 3
  const growth =
    quantile(during(minutes - 1, minutes + 1), 0.5) - quantile(during(steadyFrom, steadyFrom + 1), 0.5)
  return {
    peakMiB: Math.round(Math.max(...run.samples.map((one) => one.rssMiB))),
    growthMiB: Math.round(growth),
    minutes,
  }
}

async function main(): Promise<void> {
  const minutes = Number(values.minutes)
  if (!(minutes >= 1)) throw new Error('--minutes must be a number from 1')
  ensureSystemParts(say)
  await buildRenderer()
  const folder = mkdtempSync(join(tmpdir(), 'lookout-pipeline-'))
  const machine = describeMachine()
  say(
    Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  )

  const large = join(folder, 'front-1080.mp4')
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-i',
    DEMO,
    '-vf',
    'scale=1920:1080:flags=bicubic',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '16',
    large,
  ])
  const others = [
    'clips/highway-dashcam.mp4',
    'clips/toll-gate-foreign-plates.mp4',
    'us-scenes-dev',
    'street-dev',
  ]
    .map((name) => join(SHARED, name))
    .filter((path) => existsSync(path))
  if (others.length === 0) say('../shared/data is not here: its footage and pictures are skipped')

  const at720 = await measureRate(DEMO)
  const at1080 = await measureRate(large)
  const decode720 = await decodeRate(DEMO)
  const decode1080 = await decodeRate(large)
  const networks = await networkTimes(join(root, 'assets/models'), 100)
  const onShared: Record<string, Rate> = {}
  for (const path of others) {
    try {
      onShared[path.slice(SHARED.length + 1)] = await measureRate(path)
    } catch (error) {
      say(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const latency = await measureLatency(folder)
  const startToFirstReadMs = await measureStart(folder)
  say(`memory: ${minutes} minutes of footage...`)
  const memory = await measureMemory(minutes)
  rmSync(folder, { recursive: true, force: true })

  const fixed = (value: number, digits = 1): number => Number(value.toFixed(digits))
  const result = {
    fps720: fixed(at720.fps),
    fps1080: fixed(at1080.fps),
    frameToReadMs: latency.frameToReadMs,
    frameToPromptMs: latency.frameToPromptMs,
    skippedShare: fixed(latency.skippedShare, 4),
    startToFirstReadMs,
    peakMiB: memory.peakMiB,
    growthMiB: memory.growthMiB,
    minutes: memory.minutes,
    cpuShareRealTime: fixed(latency.cpuShare, 2),
    cpuMsPerFrame720: fixed(at720.cpuMsPerFrame),
    cpuMsPerFrame1080: fixed(at1080.cpuMsPerFrame),
    recogniserMs720: fixed(at720.recogniserMs),
    recogniserMs1080: fixed(at1080.recogniserMs),
    floor: { decodeFps720: fixed(decode720), decodeFps1080: fixed(decode1080), networksMs: networks },
    shared: onShared,
    machine,
  }
  if (values.json) {
    console.log(JSON.stringify(result))
    return
  }
  const row = (name: string, figure: string, beside: string): void =>
    say(`${name.padEnd(34)} ${figure.padEnd(34)} ${beside}`)
  const spread = (one: Summary | null): string =>
    one === null ? 'no browser here' : `${one.median} ms median, ${one.p95} ms p95 (n ${one.count})`
  row('what', 'measured', 'beside it')
  row('frames a second, 1280x720', `${result.fps720}`, `decode alone ${result.floor.decodeFps720}`)
  row('frames a second, 1920x1080', `${result.fps1080}`, `decode alone ${result.floor.decodeFps1080}`)
  row(
    'recogniser, a frame 720 / 1080',
    `${result.recogniserMs720} / ${result.recogniserMs1080} ms`,
    Object.entries(networks)
      .map(([name, one]) => `${name} ${one.median} ms`)
      .join(', '),
  )
  row('CPU a frame 720 / 1080', `${result.cpuMsPerFrame720} / ${result.cpuMsPerFrame1080} ms`, '')
  row('frame to read on disk', spread(latency.frameToReadMs), 'real time, 1280x720')
  row('frame to prompt on screen', spread(latency.frameToPromptMs), 'real time, console in Chromium')
  row(
    'frames skipped in real time',
    `${(result.skippedShare * 100).toFixed(2)} %`,
    `CPU ${(latency.cpuShare * 100).toFixed(0)} % of one core`,
  )
  row('start to first read', `${result.startToFirstReadMs} ms`, 'median of 5')
  row('memory, peak', `${result.peakMiB} MiB`, `${memory.minutes} minutes`)
  row('memory, growth', `${result.growthMiB} MiB`, 'over the last two thirds')
  for (const [name, rate] of Object.entries(onShared)) {
    row(name, `${rate.fps.toFixed(1)} frames a second`, `${rate.frames} frames`)
  }
}

await main()
process.exit()
