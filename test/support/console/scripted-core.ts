// A core that does what a script tells it: the contract over a WebSocket, the built console and made-up
// pictures over HTTP, on 127.0.0.1. For developing the console and for its end-to-end tests; the real
// core is tested with the real recogniser elsewhere.
import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { openConsoleFiles } from '#main/console-files/index.ts'
import type { ConsoleEvent } from '#shared/contract/events.ts'
import { contract } from '#shared/contract/index.ts'
import { CameraStatus } from '#shared/domain/camera.ts'
import { Hit, type HitAnswer } from '#shared/domain/hit.ts'
import type { Read } from '#shared/domain/read.ts'
import { SystemStatus } from '#shared/domain/system.ts'
import { drawContext, drawCrop } from './made-up-pictures.ts'
import { madeUpRead } from './made-up-reads.ts'

const CONSOLE_FOLDER = fileURLToPath(new URL('../../../out/renderer', import.meta.url))
type HitScript = Partial<
  Pick<Hit, 'matchKind' | 'matchedPlate' | 'plateProbability' | 'stateAgreement' | 'status'>
> & {
  readonly entry?: Partial<Hit['entry']>
  readonly read?: Partial<Read>
}

type ScriptedCoreOptions = {
  readonly reads?: number
  readonly cameras?: readonly Partial<CameraStatus>[]
  readonly status?: (status: SystemStatus) => SystemStatus
}

export type ScriptedCore = Awaited<ReturnType<typeof startScriptedCore>>

export async function startScriptedCore({ reads = 0, cameras = [], status }: ScriptedCoreOptions = {}) {
  const startedAt = Date.now()
  const changedReads = new Map<number, Read>()
  const hits = new Map<string, Hit>()
  const answers: { sequence: number; answer: HitAnswer }[] = []
  const shown: number[] = []
  const listeners = new Set<(event: ConsoleEvent) => void>()
  const state = {
    newest: reads,
    number: 1,
    pages: 0,
    isRefusing: false,
    failingAnswers: 0,
    cameras: cameras.map(camera),
  }
  let system = status?.(madeUpStatus(startedAt)) ?? madeUpStatus(startedAt)

  const readOf = (sequence: number): Read =>
    changedReads.get(sequence) ?? madeUpRead(sequence, reads, startedAt)

  function tell(change: Partial<Extract<ConsoleEvent, { kind: 'changed' }>>): void {
    state.number += 1
    const event = { raisedHits: [], hitsChanged: false, statusChanged: false, ...change }
    for (const listener of listeners) listener({ ...event, kind: 'changed', number: state.number })
  }

  const os = implement(contract)
  const hitOf = (id: string): Hit => {
    const hit = hits.get(id)
    if (hit === undefined)
      throw new ORPCError('NOT_FOUND', { defined: true, message: 'There is no such hit.' })
    return hit
  }
  const router = os.router({
    system: {
      status: os.system.status.handler(() => ({
        ...system,
        storage: { ...system.storage, reads: state.newest, hits: hits.size },
      })),
    },
    cameras: { list: os.cameras.list.handler(() => state.cameras) },
    reads: {
      page: os.reads.page.handler(({ input: { anchor = state.newest, offset, limit } }) => {
        state.pages += 1
        const first = anchor - offset
        const rows = Array.from({ length: Math.max(0, Math.min(limit, first)) }, (_, at) =>
          readOf(first - at),
        )
        return { anchor, total: anchor, rows }
      }),
      get: os.reads.get.handler(({ input: { id } }) => readOf(Number(id.slice(-12)))),
    },
    hits: {
      open: os.hits.open.handler(() =>
        [...hits.values()].filter((hit) => hit.status === 'open' || hit.status === 'deferred'),
      ),
      get: os.hits.get.handler(({ input: { id } }) => hitOf(id)),
      shown: os.hits.shown.handler(({ input: { id } }) => {
        const hit = hitOf(id)
        shown.push(hit.sequence)
        const seen = { ...hit, shownAt: hit.shownAt ?? Date.now() }
        hits.set(id, seen)
        return seen
      }),
      answer: os.hits.answer.handler(({ input: { id, answer } }) => {
        if (state.failingAnswers > 0) {
          state.failingAnswers -= 1
          throw new Error('The disk is full.')
        }
        const hit = hitOf(id)
        if (hit.status === 'accepted' || hit.status === 'rejected') {
          throw new ORPCError('ALREADY_ANSWERED', {
            defined: true,
            message: 'This hit has been answered already.',
          })
        }
        answers.push({ sequence: hit.sequence, answer })
        const answered = { ...hit, status: answer, answeredAt: Date.now() }
        hits.set(id, answered)
        tell({ hitsChanged: true })
        return answered
      }),
    },
    events: {
      subscribe: os.events.subscribe.handler(async function* ({ signal }) {
        const queue: ConsoleEvent[] = [{ kind: 'hello', number: state.number }]
        let wake = (): void => {}
        const listener = (event: ConsoleEvent): void => {
          queue.push(event)
          wake()
        }
        listeners.add(listener)
        signal?.addEventListener('abort', () => {
          wake()
        })
        try {
          for (;;) {
            if (signal?.aborted === true) return
            yield* queue.splice(0)
            await new Promise<void>((resolve) => {
              wake = resolve
              if (queue.length > 0 || signal?.aborted === true) resolve()
            })
          }
        } finally {
          listeners.delete(listener)
        }
      }),
    },
  })

  const pictures = new Map<string, Promise<Buffer>>()
  function picture(hash: string): Promise<Buffer> {
    const drawn = pictures.get(hash)
    if (drawn !== undefined) return drawn
    const { plate, state: reading } = readOf(Number.parseInt(hash.slice(1), 16))
    const draw = hash.startsWith('c') ? drawCrop : drawContext
    const drawing = draw(plate, reading.code ?? '')
    if (pictures.size > 300) pictures.clear()
    pictures.set(hash, drawing)
    return drawing
  }

  // The core's own files under the core's own policy: what breaks it here would break in the car.
  const files = openConsoleFiles(CONSOLE_FOLDER)
  async function serve(path: string, response: ServerResponse): Promise<void> {
    const media = /^\/media\/([cd][0-9a-f]{63})$/.exec(path)
    if (media?.[1] !== undefined) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' })
      response.end(await picture(media[1]))
      return
    }
    const answer = await files.serve(new Request(new URL(path, 'http://core')))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }

  const server = createServer((request, response) => {
    serve(new URL(request.url ?? '/', 'http://core').pathname, response).catch(() => {
      response.writeHead(404).end()
    })
  })
  const sockets = new WebSocketServer({ noServer: true })
  const handler = new RPCHandler(router)
  server.on('upgrade', (request, socket, head) => {
    if (state.isRefusing || request.url !== '/rpc') {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (websocket) => {
      void handler.upgrade(websocket)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}/`,
    /** What the console has answered and shown, by the hits' sequence, and the pages it asked for. */
    answers,
    shown,
    state,
    readOf,
    addReads(count: number): void {
      state.newest += count
      tell({ newestRead: state.newest })
    },
    /** A new read that is a hit: by default a stolen vehicle that matches exactly. */
    raiseHit({ entry, read: change, ...script }: HitScript = {}): Hit {
      state.newest += 1
      const read = { ...readOf(state.newest), ...change }
      changedReads.set(state.newest, read)
      const sequence = hits.size + 1
      const hit = Hit.parse({
        id: `00000000-0000-4000-9000-${String(sequence).padStart(12, '0')}`,
        sequence,
        read,
        entry: {
          listName: 'NCIC',
          line: 4211,
          plate: read.plate,
          state: read.state.code,
          category: 'Stolen vehicle',
          description: '2014 Toyota Camry, silver',
          ...entry,
        },
        matchKind: 'exact',
        matchedPlate: read.plate,
        plateProbability: read.plateProbability,
        stateAgreement: read.state.code === undefined ? 'unknown' : 'agrees',
        status: 'open',
        raisedAt: Date.now(),
        ...script,
      })
      hits.set(hit.id, hit)
      tell({ newestRead: state.newest, raisedHits: [hit.id] })
      return hit
    },
    /** As if another console, or the retention, had dealt with the hit; says so only when asked. */
    changeHitSilently(hit: Hit, change: Partial<Hit>): void {
      hits.set(hit.id, { ...hit, ...change })
    },
    setCameras(next: readonly Partial<CameraStatus>[]): void {
      state.cameras = next.map(camera)
      tell({ statusChanged: true })
    },
    setStatus(change: (status: SystemStatus) => SystemStatus): void {
      system = change(system)
      tell({ statusChanged: true })
    },
    dropConnections(): void {
      for (const client of sockets.clients) client.terminate()
    },
    async stop(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

function camera(health: Partial<CameraStatus>): CameraStatus {
  return CameraStatus.parse({
    id: (health.name ?? 'front').toLowerCase().replaceAll(' ', '-'),
    name: 'FRONT',
    kind: 'mobile',
    mount: 'front',
    sourceType: 'usb',
    state: 'live',
    framesPerSecond: 14.2,
    frames: 5000,
    replaced: 0,
    ...health,
  })
}

function madeUpStatus(now: number): SystemStatus {
  return SystemStatus.parse({
    version: '0.1.0',
    demonstration: false,
    recogniser: {
      state: 'reading',
      provider: 'cpu',
      threads: 2,
      load: 0.63,
      framesPerSecond: 27.4,
      frameMs: 23,
      models: [],
    },
    storage: {
      guard: 'normal',
      freeBytes: 8e10,
      reads: 0,
      hits: 0,
      openHits: 0,
      dropped: 0,
      notTransferred: 0,
    },
    gps: {
      state: 'fix',
      port: '/dev/ttyUSB0',
      baud: 4800,
      location: {
        kind: 'fix',
        place: { latitude: 42.03, longitude: -87.94, quality: 1, satellites: 9, ageMs: 300 },
      },
      sentences: 900,
      refused: 0,
    },
    hotLists: [
      {
        name: 'NCIC',
        entries: 120_000,
        refused: 3,
        loadedAt: now - 3_600_000,
        writtenAt: now - 2.2 * 3_600_000,
      },
    ],
  })
}
