import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { versions } from '../../../src/storage/versions'
import { launchApp, root, temporaryFolder } from '../../e2e/support/launch'
import { begin } from '../../e2e/support/steps'
import { holdDataWorker } from './data-worker'
import { fullRecords } from './full-records'

/** Filling takes minutes: what was filled is kept here, until the records or the way in which they lie become others. */
const cache = join(root, '.cache')

/** A data folder of its own with the full ledger of a district in it. */
export const fullLedger = async (): Promise<string> => {
  const folder = await temporaryFolder()
  await cp(await filled(), folder, { recursive: true })
  return folder
}

const filled = async (): Promise<string> => {
  const kept = join(cache, `full-ledger-${contents()}`)
  if (existsSync(kept)) return kept
  await mkdir(cache, { recursive: true })
  // Beside it and renamed: one that was not finished is none.
  const making = `${kept}-making`
  await rm(making, { recursive: true, force: true })
  await fillLedger(making)
  await rename(making, kept)
  return kept
}

const contents = (): string => {
  const hash = createHash('sha256').update(`${String(versions.at(-1)?.version)} ${String(binned)}`)
  for (const record of fullRecords()) hash.update(JSON.stringify(record))
  return hash.digest('hex').slice(0, 12)
}

/** So many go in with one action, as with an import. */
const atOnce = 4000
/** So many services are in the 回收站. */
const binned = 2000

/** Fills an empty data folder, through the store of the app itself. */
const fillLedger = async (folder: string): Promise<void> => {
  const { page, close } = await launchApp({ userDataDir: folder })
  await begin(page)
  await holdDataWorker(page)
  const commit = async (number: number, title: string, operations: readonly object[]): Promise<void> => {
    const problem = await page.evaluate(
      async ([id, what, all]) => {
        const done = (await window.callStore('commit', {
          id,
          kind: 'save',
          title: what,
          operations: all,
        })) as { readonly ok: boolean; readonly message?: string }
        return done.ok ? undefined : (done.message ?? 'refused')
      },
      [`01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`, title, operations] as const,
    )
    if (problem !== undefined) throw new Error(problem)
  }
  const records = fullRecords()
  let number = 0
  for (let from = 0; from < records.length; from += atOnce) {
    const part = records.slice(from, from + atOnce)
    number += 1
    await commit(
      number,
      `录入 ${String(part.length)} 条`,
      part.map((record) => ({ kind: 'create', ...record })),
    )
  }
  await commit(
    number + 1,
    `删除 ${String(binned)} 条服务记录`,
    records.slice(-binned).map(({ register, id }) => ({ kind: 'delete', register, id, version: 1 })),
  )
  // Whoever works with it every week has the weekly reports that the app makes by itself.
  await page.reload()
  await page
    .getByText(/^自动建立第\d+周工作周报/u)
    .first()
    .waitFor()
  await close()
}
