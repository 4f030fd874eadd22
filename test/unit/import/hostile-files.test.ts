import 'fake-indexeddb/auto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hostileFiles } from '../support/hostile-files'
import { startDesk, takeFile } from '../support/import-desk'

// What they cost in time and memory is measured by `npm run bench hostile`.
describe('files made to do harm', async () => {
  const files = hostileFiles(join(import.meta.dirname, '..', '..', 'fixtures'))
  const { job } = await startDesk()

  test('are more than three hundred', () => expect(files.length).toBeGreaterThanOrEqual(300))

  test.each(files)('$name is read, or refused with a reason', async ({ name, bytes }) => {
    const opened = await takeFile(job, bytes(), name)
    if (!opened.ok) {
      expect(opened.message).toContain(name)
      expect(opened.advice).toMatch(/^请/u)
    }
    expect(({} as { readonly x?: unknown }).x).toBeUndefined()
  })
})
