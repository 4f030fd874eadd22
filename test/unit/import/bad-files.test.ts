import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDropped } from '../../../src/features/import/dropped-file'
import { startDesk } from '../support/import-desk'

const folder = new URL('../../fixtures/ledgers/', import.meta.url)
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))
const newJob = async () => (await startDesk()).job

const bad: readonly (readonly [name: string, bytes: () => Uint8Array, says: RegExp])[] = [
  ['加密.xlsx', () => fixture('加密.xlsx'), /密码/u],
  ['下载中断.xlsx', () => fixture('下载中断.xlsx'), /不完整|损坏/u],
  ['空表.xlsx', () => fixture('空表.xlsx'), /没有可导入的内容/u],
  ['空.xlsx', () => new Uint8Array(0), /空文件/u],
  ['图片.xlsx', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /图片/u],
  ['通知.csv', () => new TextEncoder().encode('关于召开会议的通知\n请各单位参加'), /没有找到带表头的表格/u],
  [
    '统计.csv',
    () => new TextEncoder().encode('月份,精准化（次）,定制化（次）,服务企业数\n1月,3,2,5\n2月,1,1,2'),
    /只有汇总数/u,
  ],
  ['巨大.xlsx', () => new Uint8Array(200 * 1024 * 1024 + 1), /过大/u],
]

test.each(bad)('%s is refused in words, with the way out', async (name, bytes, says) => {
  const opened = await (await newJob()).open(bytes(), name)
  expect(opened.ok).toBe(false)
  if (opened.ok) return
  expect(opened.message).toMatch(says)
  expect(opened.message).toContain(name)
  expect(opened.advice).toMatch(/^请/u)
})

test('a file that is refused leaves the ledger in hand as it was', async () => {
  const job = await newJob()
  const good = '永川区科技服务台账（2021上半年）.xlsx'
  await job.open(fixture(good), good)
  const before = await job.mapping(0, 'serviceRecords')
  expect((await job.open(fixture('加密.xlsx'), '加密.xlsx')).ok).toBe(false)
  expect(await job.mapping(0, 'serviceRecords')).toEqual(before)
})

test('a dropped file of 500 MB is refused before it is read', async () => {
  const huge = Object.defineProperty(new File([], '超大台账.xlsx'), 'size', { value: 500 * 1024 * 1024 })
  expect(await readDropped([huge])).toMatchObject({ status: 'failed', reason: 'tooLarge' })
})

test('nothing, or several files, dropped at once are answered with what to do', async () => {
  expect(await readDropped([])).toMatchObject({ status: 'failed' })
  const two = [new File(['a'], 'a.csv'), new File(['b'], 'b.csv')]
  expect(await readDropped(two)).toMatchObject({
    status: 'failed',
    advice: '一次只能导入一个文件，请逐个拖入。',
  })
})

test('a dropped file comes with its name and bytes', async () => {
  const bytes = new TextEncoder().encode('服务日期')
  const dropped = await readDropped([new File([bytes], 'a.csv')])
  expect(dropped).toEqual({ status: 'opened', name: 'a.csv', bytes })
})
