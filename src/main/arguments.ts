// The words a person may type behind `npm start --`, the same for every host.
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { ExecutionProvider } from '#shared/recognition/messages.ts'

/** What was asked for on the command line; what was not named comes from the settings. */
export type LookoutArguments = {
  readonly isDemonstration: boolean
  readonly dataFolder: string | undefined
  /** Words such as `front=rtsp://...` or `/dev/video0`, in place of the cameras of the settings. */
  readonly cameras: readonly string[]
  /** Video files and folders of pictures in the cameras' place. */
  readonly footage: readonly string[]
  readonly isFast: boolean
  readonly isLooped: boolean
  readonly gps: { readonly port: string; readonly baud: number | undefined } | undefined
  readonly hotLists: readonly string[]
  /** The policy of a new installation or of the demonstration, in place of that in the settings. */
  readonly profile: string | undefined
  readonly threads: number | undefined
  readonly provider: ExecutionProvider | undefined
  readonly port: number
  readonly isWindowWanted: boolean
  readonly host: 'electron' | 'browser' | undefined
  readonly isHelpWanted: boolean
  readonly isDeviceListWanted: boolean
}

export const USAGE = `npm start -- [options]
  --camera WORD       a camera in place of those in the settings, may be repeated: /dev/video0,
                      rtsp://..., http://..., serial:/dev/ttyUSB0@115200; front=WORD names and mounts it
  --footage PATH      a video file, a picture or a folder of pictures in the camera's place, may be repeated
  --fast              footage as fast as it can be read, losing no frame
  --loop              footage begins again when it is over
  --gps PORT[@BAUD]   a GPS receiver on a serial port
  --hot-list FILE     a hot list in any of the forms of assets/hot-list-templates, may be repeated
  --profile NAME      before first run: the agency's policy, one of assets/policies
  --data FOLDER       the data folder of this installation
  --list-devices      the USB cameras with their resolutions and rates, and the serial ports
  --threads N         threads of the recogniser
  --provider NAME     cpu, webgpu, dml, coreml or cuda
  --host NAME         electron or browser
  --port N            port of the browser host on 127.0.0.1 (any free one when not named)
  --no-window         open no window; print the address, and reads as they come
  --demo              the demonstration, with made-up data and a data folder of its own`

const Threads = z.coerce.number().int().min(1).max(64)
const Port = z.coerce.number().int().min(0).max(65_535)
const Provider = z.enum(['cpu', 'webgpu', 'dml', 'coreml', 'cuda'])
const HostName = z.enum(['electron', 'browser'])

/** Throws an Error that names the option and what it may be. */
export function parseArguments(words: readonly string[]): LookoutArguments {
  const { values } = parse(words)
  return {
    isDemonstration: values.demo,
    dataFolder: values.data,
    cameras: values.camera,
    footage: values.footage,
    isFast: values.fast,
    isLooped: values.loop,
    gps: values.gps === undefined ? undefined : parseGps(values.gps),
    hotLists: values['hot-list'],
    profile: values.profile,
    threads: option('threads', Threads, values.threads, 'a whole number from 1 to 64'),
    provider: option('provider', Provider, values.provider, Provider.options.join(', ')),
    port: option('port', Port, values.port, 'a whole number from 0 to 65535') ?? 0,
    isWindowWanted: !values['no-window'],
    host: option('host', HostName, values.host, 'electron or browser'),
    isHelpWanted: values.help,
    isDeviceListWanted: values['list-devices'],
  }
}

function parse(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  const repeated = { type: 'string', multiple: true, default: [] as string[] } as const
  const single = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: false,
      options: {
        demo: flag,
        data: single,
        camera: repeated,
        footage: repeated,
        fast: flag,
        loop: flag,
        gps: single,
        'hot-list': repeated,
        profile: single,
        threads: single,
        provider: single,
        port: single,
        'no-window': flag,
        host: single,
        help: flag,
        'list-devices': flag,
      },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error })
  }
}

function option<T>(name: string, schema: z.ZodType<T>, text: string | undefined, may: string): T | undefined {
  if (text === undefined) return undefined
  const parsed = schema.safeParse(text)
  if (!parsed.success) throw new Error(`--${name} ${text}: must be ${may}.`)
  return parsed.data
}

function parseGps(word: string): LookoutArguments['gps'] {
  const [, port, baudText] = /^(.+?)(?:@(\d+))?$/.exec(word) ?? []
  if (port === undefined) throw new Error('--gps: name the serial port, for example --gps /dev/ttyUSB0')
  return { port, baud: baudText === undefined ? undefined : Number(baudText) }
}
