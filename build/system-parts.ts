// What the tests need of the machine beside npm packages, and how to get it on Debian.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'

type SystemPart = {
  readonly program: string
  /** Where its package puts it, if that is on nobody's PATH. */
  readonly place?: string
  readonly debianPackage: string
  readonly what: string
}

const PARTS: readonly SystemPart[] = [
  { program: 'chromium', debianPackage: 'chromium', what: 'the browser of the end-to-end tests' },
  { program: 'ffmpeg', debianPackage: 'ffmpeg', what: 'the stand-in network cameras' },
  { program: 'socat', debianPackage: 'socat', what: 'the pseudo-terminals of the serial tests' },
  {
    program: 'postgres',
    place: '/usr/lib/postgresql/*/bin/postgres',
    debianPackage: 'postgresql',
    what: "the department server's database",
  },
]

function isThere({ program, place }: SystemPart): boolean {
  if (place !== undefined && globSync(place).length > 0) return true
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
}

/** The Debian packages that are missing on this machine. */
export function missingParts(): readonly SystemPart[] {
  return PARTS.filter((part) => !isThere(part))
}

/**
 * Installs missing parts by apt where that is possible (Debian, root or passwordless sudo). Otherwise
 * throws an error that holds the one line to type.
 */
export function ensureSystemParts(say: (line: string) => void): void {
  const missing = missingParts()
  if (missing.length === 0) return
  const packages = missing.map((part) => part.debianPackage)
  const line = `apt-get install --no-install-recommends -y ${packages.join(' ')}`
  const isRoot = process.getuid?.() === 0
  const hasSudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!existsSync('/usr/bin/apt-get') || (!isRoot && !hasSudo)) {
    const wanted = missing.map((part) => `${part.program} (${part.what})`).join(', ')
    throw new Error(`Missing on this machine: ${wanted}. Type: sudo ${line}`)
  }
  say(`Installing by apt: ${packages.join(', ')}`)
  const run = (args: readonly string[]): void => {
    const [command, ...rest] = isRoot ? args : ['sudo', ...args]
    if (command === undefined) return
    execFileSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  run(['apt-get', 'update', '-qq'])
  run(['apt-get', 'install', '-qq', '--no-install-recommends', '-y', ...packages])
  const still = missingParts()
  if (still.length > 0) {
    throw new Error(`apt did not bring ${still.map((part) => part.program).join(', ')}. Type: sudo ${line}`)
  }
}
