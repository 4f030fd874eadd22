import { join } from 'node:path'
import { launchApp, type LaunchedApp } from '../../e2e/support/launch'
import { begin } from '../../e2e/support/steps'
import { plainVault } from '../../unit/support/plain-vault'
import { cityDistricts, madeAt, recordsOf } from './city-records'
import { appendBatch } from './second-copy'

/**
 * The ledger of a city, of which the database lacks the districts' packages: they stand in the second copy, one action
 * each, and the app takes them over when it starts. That is the quickest way for it to come by so many records.
 */
export const launchCity = async (userDataDir: string): Promise<LaunchedApp> => {
  const empty = await launchApp({ userDataDir })
  await begin(empty.page)
  await empty.close()
  const vault = plainVault(join(userDataDir, 'vault'))
  const { head } = await vault.open()
  for (const district of cityDistricts.keys()) {
    const seq = (head?.seq ?? 0) + district + 1
    await appendBatch(vault, seq, { kind: 'merge', title: '汇总', at: madeAt }, recordsOf(district))
  }
  await vault.close()
  const filled = await launchApp({ userDataDir })
  await filled.page.getByRole('main', { name: '数据已全部恢复' }).waitFor({ timeout: 300_000 })
  await filled.page.getByRole('button', { name: '继续' }).click()
  await filled.page.getByRole('heading', { name: '首页' }).waitFor()
  return filled
}
