// The settings of a department server: a JSON file in its folder, edited by whoever installs it. Secrets of other systems
// come by the environment only.
import { join } from 'node:path'
import { z } from 'zod'
import { readSettings } from '#main/read-settings.ts'

const FILE = 'server.json'
const Port = z.int().min(0).max(65_535)
const HostName = z.string().regex(/^[A-Za-z0-9.-]{1,253}$/)

const ServerSettings = z.strictObject({
  /** The policy that binds until first run has picked one, by the name of its file in assets/policies. */
  profile: z.string().min(1).default('standard'),
  /** Names by which cars and browsers reach this machine; they stand in its certificate. The first is told to cars. */
  names: z.array(HostName).max(20).default(['localhost']),
  /** The door for people. Beyond this machine by TLS only, with this certificate or the server's own. */
  console: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: Port.default(7070),
      certificate: z.string().optional(),
      key: z.string().optional(),
    })
    .prefault({}),
  /** The door for cars: TLS 1.3 with certificates of both sides. */
  cars: z.strictObject({ host: z.string().default('127.0.0.1'), port: Port.default(7443) }).prefault({}),
  /** Clocks of single classes, within what the profile allows. */
  retention: z
    .strictObject({
      readsMinutes: z.int().positive().optional(),
      hitsDays: z.int().positive().optional(),
      contextImagesDays: z.int().positive().optional(),
      enteredDays: z.int().positive().optional(),
      canvassesDays: z.int().positive().optional(),
    })
    .prefault({}),
  /** Where notices go by e-mail; the password comes by LOOKOUT_SMTP_PASSWORD. */
  mail: z
    .strictObject({
      host: HostName,
      port: Port.default(587),
      isTlsFromStart: z.boolean().default(false),
      user: z.string().optional(),
      from: z.email(),
      to: z.array(z.email()).min(1).max(20),
    })
    .optional(),
})
export type ServerSettings = z.infer<typeof ServerSettings>

/** Defaults where there is no file. Throws an Error that names the file and the field that is wrong. */
export const loadServerSettings = (folder: string): ServerSettings =>
  readSettings(join(folder, FILE), ServerSettings)

/** What the environment names: a PostgreSQL, an S3-compatible object store, the password of the mail server. */
export type ServerEnvironment = {
  readonly databaseUrl: string | undefined
  readonly s3:
    | {
        readonly endpoint: string
        readonly bucket: string
        readonly region: string
        readonly accessKeyId: string
        readonly secretAccessKey: string
      }
    | undefined
  readonly smtpPassword: string | undefined
}

/** Throws an Error that names the variable that is missing or wrong; never what stands in one. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): ServerEnvironment {
  const databaseUrl = env['DATABASE_URL']
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error('DATABASE_URL: it begins with postgresql://')
  }
  const smtpPassword = env['LOOKOUT_SMTP_PASSWORD']
  const endpoint = env['S3_ENDPOINT']
  if (endpoint === undefined) return { databaseUrl, s3: undefined, smtpPassword }
  const given = (name: string): string => {
    const value = env[name]
    if (value === undefined || value === '')
      throw new Error(`${name}: S3_ENDPOINT is set, so this is needed too.`)
    return value
  }
  const s3 = {
    endpoint,
    bucket: given('S3_BUCKET'),
    region: env['S3_REGION'] ?? 'us-east-1',
    accessKeyId: given('S3_ACCESS_KEY_ID'),
    secretAccessKey: given('S3_SECRET_ACCESS_KEY'),
  }
  return { databaseUrl, s3, smtpPassword }
}
