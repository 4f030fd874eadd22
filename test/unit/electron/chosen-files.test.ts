import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeChosen } from '../../../electron/chosen-files'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chosen-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text
    yield await Promise.resolve(Buffer.from(text))
  }
}

test('a file that comes piece by piece is written whole', async () => {
  const path = join(folder, '报表.xlsx')
  await writeFile(path, '旧')
  expect(await writeChosen(path, pieces('一', '二'))).toEqual({
    status: 'written',
    name: '报表.xlsx',
    folder,
  })
  expect(await readFile(path, 'utf8')).toBe('一二')
})

test('where the pieces break off the old file stays, nothing lies beside it, and the reason is said', async () => {
  const path = join(folder, '报表.xlsx')
  await writeFile(path, '旧')
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' })
  expect(await writeChosen(path, pieces('一', full))).toMatchObject({ status: 'failed', reason: 'diskFull' })
  expect(await readFile(path, 'utf8')).toBe('旧')
  expect(await readdir(folder)).toEqual(['报表.xlsx'])
})
