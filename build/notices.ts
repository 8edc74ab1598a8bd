// Writes THIRD-PARTY-NOTICES.md from the lock file and the packages' own licence files; with --check it
// fails when the list in the file is not the list of the lock.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const FILE = 'THIRD-PARTY-NOTICES.md'
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})

type Package = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly folder: string
}

/** Packages that are shipped: all but those only development needs. Electron is shipped too, as the runtime. */
function shippedPackages(): Package[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const found = new Map<string, Package>()
  for (const [folder, entry] of Object.entries(packages)) {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const isDevelopment = entry.dev === true || entry.devOptional === true
    if (folder === '' || entry.version === undefined || (isDevelopment && name !== 'electron')) continue
    const licence = entry.license ?? licenceOf(folder)
    found.set(`${name}@${entry.version}`, { name, version: entry.version, licence, folder })
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function licenceOf(folder: string): string {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return 'see the package'
  const { license } = z
    .object({ license: z.string().optional() })
    .parse(JSON.parse(readFileSync(file, 'utf8')))
  return license ?? 'see the package'
}

function licenceText(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|notice)/i.test(name))
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim()
}

function list(packages: readonly Package[]): string {
  const rows = packages.map((one) => `| ${one.name} | ${one.version} | ${one.licence} |`)
  return ['| package | version | licence |', '| --- | --- | --- |', ...rows].join('\n')
}

function notices(packages: readonly Package[]): string {
  const byText = new Map<string, string[]>()
  for (const one of packages) {
    const text = licenceText(one.folder)
    if (text === undefined) continue
    byText.set(text, [...(byText.get(text) ?? []), `${one.name} ${one.version}`])
  }
  const texts = [...byText].map(
    ([text, names]) => `## ${names.join(', ')}\n\n\`\`\`\`text\n${text}\n\`\`\`\``,
  )
  return [
    '# Third-party notices',
    'Lookout is licensed under AGPL-3.0-or-later. It is shipped with the packages below, each under its own licence. node-av carries a GPL build of FFmpeg; Electron carries Chromium, whose notices are in the `LICENSES.chromium.html` beside the packaged application. Made by `node build/notices.ts` from the lock file.',
    list(packages),
    ...texts,
    '',
  ].join('\n\n')
}

const packages = shippedPackages()
if (process.argv.includes('--check')) {
  const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8').includes(list(packages))
  if (!isCurrent) {
    console.error(`${FILE} does not list what package-lock.json installs. Run: node build/notices.ts`)
    process.exitCode = 1
  }
} else {
  writeFileSync(FILE, notices(packages))
  console.log(`${FILE}: ${packages.length} packages`)
}
