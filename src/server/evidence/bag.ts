// A BagIt bag (RFC 8493) whose tag manifest the department has signed: the manifest names every file of the payload, the
// tag manifest names the manifest, so that one signature stands for every byte.
import { createHash, createPublicKey } from 'node:crypto'
import { fingerprintOf } from '#main/department/index.ts'
import { refuse } from '#main/refused.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { PackedFile } from './zip.ts'

/** Above it a package is divided by its maker: a larger one opens on few of the machines that it goes to. */
const MOST_BYTES = 1024 * 1024 * 1024

type Signer = { readonly sign: (text: string) => string; readonly publicKeyPem: string }

type Bag = {
  /** The one folder that everything lies in. */
  readonly name: string
  /** Lines of bag-info.txt beside those that the bag itself knows. */
  readonly info: readonly (readonly [label: string, value: string])[]
  readonly madeAt: number
  /** Paths are those below `data/`. */
  readonly payload: AsyncIterable<PackedFile>
  readonly signer: Signer
}

/** The files of the bag: the payload as it comes, then what describes and signs it. */
export async function* bagged({ name, info, madeAt, payload, signer }: Bag): AsyncGenerator<PackedFile> {
  const manifest: string[] = []
  let bytes = 0
  for await (const file of payload) {
    bytes += file.bytes.length
    if (bytes > MOST_BYTES) {
      throw refuse('a package of at most 1 GiB', 'Choose fewer records, and make more than one package.')
    }
    const path = `data/${file.path}`
    manifest.push(`${hashOf(file.bytes)}  ${path}\n`)
    yield { path: `${name}/${path}`, bytes: file.bytes }
  }
  const tags: PackedFile[] = [
    { path: 'bagit.txt', bytes: textOf('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
    {
      path: 'bag-info.txt',
      bytes: textOf(
        [
          ...info,
          ['Bagging-Date', new Date(madeAt).toISOString().slice(0, 10)] as const,
          ['Payload-Oxum', `${bytes}.${manifest.length}`] as const,
          ['Bag-Software-Agent', 'Lookout'] as const,
        ]
          .map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ').trim()}\n`)
          .join(''),
      ),
    },
    { path: 'manifest-sha256.txt', bytes: textOf(manifest.join('')) },
  ]
  const tagManifest = tags.map((tag) => `${hashOf(tag.bytes)}  ${tag.path}\n`).join('')
  const { sign, publicKeyPem } = signer
  const signature = canonicalJson({
    form: 'lookout-bag 1',
    key: fingerprintOf(createPublicKey(publicKeyPem)),
    publicKey: publicKeyPem,
    signature: sign(tagManifest),
  })
  const last = [
    ...tags,
    { path: 'tagmanifest-sha256.txt', bytes: textOf(tagManifest) },
    { path: 'signature.json', bytes: textOf(`${signature}\n`) },
  ]
  for (const tag of last) yield { path: `${name}/${tag.path}`, bytes: tag.bytes }
}

export const textOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
