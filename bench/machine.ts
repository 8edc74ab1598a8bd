// What a figure was measured on: printed with every benchmark, since a number without it says nothing.
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}

export function describeMachine(): Record<string, string | number> {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    onnxruntime: versionOf('onnxruntime-node'),
    nodeAv: versionOf('node-av'),
  }
}
