// Compiles every tsconfig.json of the house. A project that covers no file passes without a word, and a file outside
// every project is never looked at: both fail here.
import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { bin, root, run } from './prepare.mjs'

const folders = ['electron', 'src', 'test'].filter((name) => existsSync(join(root, name)))
const found = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
)
const configs = found.filter((path) => path.endsWith('tsconfig.json'))
const sources = found.filter((path) => /\.tsx?$/u.test(path) && !path.endsWith('.d.ts'))

const filesOf = (config) => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  return ts.getParsedCommandLineOfConfigFile(config, {}, host)?.fileNames ?? []
}

/** The projects without a file, and the files without a project. */
const gaps = () => {
  const covered = new Map(configs.map((config) => [config, filesOf(config)]))
  const known = new Set([...covered.values()].flat())
  return [
    ...configs.filter((config) => covered.get(config)?.length === 0).map((path) => [path, 'covers no file']),
    ...sources.filter((path) => !known.has(path)).map((path) => [path, 'belongs to no tsconfig.json']),
  ]
}

export const checkTypes = async () => {
  const missing = gaps()
  for (const [path, why] of missing) console.error(`${relative(root, path)} ${why}.`)
  const waiting = [...configs]
  const codes = []
  const worker = async () => {
    for (let config = waiting.pop(); config !== undefined; config = waiting.pop()) {
      codes.push(await run(bin('tsc'), ['--noEmit', '-p', config]))
    }
  }
  await Promise.all([worker(), worker()])
  console.log(`  ${codes.length} projects, ${sources.length} files`)
  return missing.length === 0 && codes.length > 0 && codes.every((code) => code === 0) ? 0 : 1
}
