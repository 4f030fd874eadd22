import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecondFolder } from '../../../electron/second-folder'
import { temporaryFolder } from '../support/vaults'

const withFolder = async () => {
  const [userData, stick] = [await temporaryFolder(), await temporaryFolder()]
  const settings = join(userData, 'second-folder.json')
  const open = () => openSecondFolder({ settings, userData, clock: () => new Date(0) })
  return { userData, stick, settings, open }
}

test('the second folder is remembered, with when the last copy came there', async () => {
  const { stick, open } = await withFolder()
  const second = open()
  expect(second.state()).toEqual({ folder: null, copiedAt: null, problem: null })
  expect(await second.choose(stick)).toBeUndefined()
  expect(open().state()).toEqual({ folder: stick, copiedAt: null, problem: null })
  expect(await readdir(join(stick, '科创台账备份'))).toEqual(['说明.txt'])
  const problem = { status: 'failed', reason: 'folderGone', message: '拔出了', advice: '请插好' } as const
  second.report(problem)
  expect(second.state().problem).toEqual(problem)
  second.report('copied')
  expect(second.state()).toEqual({ folder: stick, copiedAt: '1970-01-01T00:00:00.000Z', problem: null })
  await expect.poll(() => open().state().copiedAt).toBe('1970-01-01T00:00:00.000Z')
  expect(await second.forget()).toBeUndefined()
  expect(open().state().folder).toBeNull()
})

test('our own folder in it means the one around it', async () => {
  const { stick, open } = await withFolder()
  await mkdir(join(stick, '科创台账备份'))
  const second = open()
  await second.choose(join(stick, '科创台账备份'))
  expect(second.state().folder).toBe(stick)
})

test('where a copy would be lost with the data, or cannot be written, the old choice stays', async () => {
  const { userData, stick, open } = await withFolder()
  const second = open()
  await second.choose(stick)
  await mkdir(join(userData, 'vault'))
  for (const folder of [userData, join(userData, 'vault')])
    expect(await second.choose(folder)).toMatchObject({
      message: expect.stringContaining('自己的数据文件夹') as string,
    })
  const file = join(stick, 'a file')
  await writeFile(file, '')
  expect(await second.choose(file)).toMatchObject({ status: 'failed' })
  expect(await second.choose(join(stick, '没有'))).toMatchObject({ status: 'failed', reason: 'folderGone' })
  expect(second.state().folder).toBe(stick)
  // A name that only begins alike is another folder.
  const beside = `${userData}-2`
  await mkdir(beside)
  expect(await second.choose(beside)).toBeUndefined()
})

test('without a readable memory there is none', async () => {
  const { settings, open } = await withFolder()
  for (const text of ['', '{"folder":', '7', '{"folder":"relative"}', '{"folder":["/"]}']) {
    await writeFile(settings, text)
    expect(open().state()).toEqual({ folder: null, copiedAt: null, problem: null })
  }
})
