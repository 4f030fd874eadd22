import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import type { ImportJob } from '../../../src/features/import/import-types'
import { hostileFiles } from '../support/hostile-files'
import { startDesk, usualChoices } from '../support/import-desk'

const seconds = 10
const mebibytes = 500

/** All that a user would do with a file: open it, map it as guessed, check it. */
const use = async (job: ImportJob, bytes: Uint8Array, name: string) => {
  const opened = await job.open(bytes, name)
  if (!opened.ok) return opened
  for (const { index, register = 'serviceRecords', records } of opened.tables.slice(0, 2)) {
    const mapping = await job.mapping(index, register)
    if (records <= 5000) await job.plan(usualChoices(mapping, register, { table: index }))
  }
  return opened
}

describe('files made to do harm', async () => {
  const files = hostileFiles()
  const { job } = await startDesk()
  const baseline = process.memoryUsage().rss

  test('are more than three hundred', () => expect(files.length).toBeGreaterThanOrEqual(300))

  // Processor time, so that a machine that is busy with something else does not matter.
  test.each(files)('$name is read, or refused with a reason', async ({ name, bytes }) => {
    const content = bytes()
    const before = process.cpuUsage()
    const opened = await use(job, content, name)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000_000).toBeLessThan(seconds)
    if (!opened.ok) {
      expect(opened.message).toContain(name)
      expect(opened.advice).toMatch(/^请/u)
    }
    expect(({} as { readonly x?: unknown }).x).toBeUndefined()
  })

  test('take no more memory than a large ledger', () => {
    const most = process.resourceUsage().maxRSS * 1024 - baseline
    expect(most / 1024 / 1024).toBeLessThan(mebibytes)
  })
})
