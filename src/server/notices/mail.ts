// Notices by e-mail. What the server cannot be reached with goes later; the notice stands on screen meanwhile.
import { createTransport } from 'nodemailer'
import type { FleetNotice } from '#shared/records/fleet.ts'

export type MailSettings = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise STARTTLS where the server has it. */
  readonly secure: boolean
  readonly user?: string
  readonly password?: string
  readonly from: string
  readonly to: readonly string[]
}

const TIMEOUT_MS = 20_000

export type Mailer = { send(notices: readonly FleetNotice[]): Promise<void>; close(): void }

export function openMailer(settings: MailSettings): Mailer {
  const { host, port, secure, user, password, from, to } = settings
  const transport = createTransport({
    host,
    port,
    secure,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    tls: { minVersion: 'TLSv1.2' },
    disableFileAccess: true,
    disableUrlAccess: true,
    // A password never goes in the clear.
    ...(user === undefined || password === undefined
      ? {}
      : { auth: { user, pass: password }, requireTLS: !secure }),
  })
  return {
    async send(notices) {
      await transport.sendMail({ from, to: [...to], subject: subjectOf(notices), text: textOf(notices) })
    },
    close: () => transport.close(),
  }
}

function subjectOf(notices: readonly FleetNotice[]): string {
  const urgent = notices.filter(({ level }) => level === 'urgent').length
  const count = `${notices.length} ${notices.length === 1 ? 'notice' : 'notices'}`
  return urgent === 0 ? `Lookout: ${count}` : `Lookout: ${count}, ${urgent} urgent`
}

function textOf(notices: readonly FleetNotice[]): string {
  const lines = notices.map(({ level, raisedAt, clearedAt, car, words }) => {
    const time = `${new Date(raisedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
    const where = car === undefined ? '' : ` ${car}:`
    const over = clearedAt === undefined ? '' : ' (over since)'
    return `${level === 'urgent' ? 'URGENT' : 'Warning'}, ${time}:${where} ${words}${over}`
  })
  return `${lines.join('\n\n')}\n\nMore stands in the records console under Cars.\n`
}
