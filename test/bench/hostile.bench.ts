import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root, temporaryFolder } from '../e2e/support/launch'
import { bundleScript } from '../unit/support/script'
import type { Line } from './support/measure'

export const name = 'Files made to do harm'

/** The hostile files of the unit tests in plain Node, where a library may say something of its own before the answer: the longest processor time of one, and the memory of all. */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const script = await bundleScript('hostile-loop', folder)
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(root, 'test', 'fixtures')])
  await rm(folder, { recursive: true, force: true })
  const {
    seconds,
    name: slowest,
    megabytes,
  } = JSON.parse(stdout.split('\n').at(-1) ?? '') as {
    readonly seconds: number
    readonly name: string
    readonly megabytes: number
  }
  return [
    { task: `processor time of a hostile file (${slowest})`, ours: seconds * 1000, unit: 'ms', goal: 10_000 },
    { task: 'memory of all hostile files', ours: megabytes, unit: 'MB', goal: 500 },
  ]
}
