import { cp } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { launchApp, temporaryFolder } from '../../e2e/support/launch'
import { begin } from '../../e2e/support/steps'
import { holdDataWorker } from './data-worker'
import { fullRecords } from './full-records'

let made: Promise<string> | undefined

/** A data folder of its own with the full ledger of a district in it. */
export const fullLedger = async (): Promise<string> => {
  made ??= make()
  const folder = await temporaryFolder()
  await cp(await made, folder, { recursive: true })
  return folder
}

/** So many go in with one action, as with an import. */
const atOnce = 4000
/** So many services are in the 回收站. */
const binned = 2000

const make = async (): Promise<string> => {
  const folder = await temporaryFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await fillLedger(folder)
  return folder
}

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
  await close()
}
