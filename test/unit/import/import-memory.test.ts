import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { ColumnTarget } from '../../../src/workbook/mapping/target'
import { type Desk, openFile, startDesk, usualChoices } from '../support/import-desk'

const csv = (rows: readonly string[]): Uint8Array => new TextEncoder().encode(rows.join('\n'))
const ledger = csv(['企业名称,主营,电话', '重庆甲机械有限公司,齿轮,13800138603', '重庆乙农业有限公司,榨菜,'])

const mapped = async (desk: Desk) => {
  await openFile(desk, ledger, '名录.csv')
  return desk.job.mapping(0, 'organizations')
}

const chosen = async (desk: Desk) => {
  const choices = usualChoices(await mapped(desk), 'organizations')
  const ignore: ColumnTarget = { kind: 'ignore' }
  return {
    ...choices,
    targets: choices.targets.map((column, at) => (at === 1 ? { ...column, target: ignore } : column)),
  }
}

test('a mapping that was named is used again, goes out as a file and comes in on another computer', async () => {
  const desk = await startDesk()
  await desk.job.saveMapping('园区名录', await chosen(desk))
  expect(await desk.job.mappings('organizations')).toEqual(['园区名录'])
  expect(await desk.job.mappings('experts')).toEqual([])
  const { fileName, bytes } = await desk.job.mappingFile('园区名录')
  expect(fileName).toBe('列对应_园区名录.txt')
  const other = await startDesk()
  expect(await other.job.takeMapping(bytes)).toEqual({
    ok: true,
    name: '园区名录',
    register: 'organizations',
  })
  await mapped(other)
  const mapping = await other.job.mappingNamed(0, 'organizations', '园区名录')
  expect(mapping.from).toBe('园区名录')
  expect(mapping.columns[1]?.target).toEqual({ kind: 'ignore' })
  await other.job.dropMapping('园区名录')
  expect(await other.job.mappings('organizations')).toEqual([])
})

test.each([
  ['no mapping at all', '这是一封信'],
  ['another kind of file', '{"kind":"x","mapping":{}}'],
  [
    'a target that no column can have',
    '{"kind":"kechuang-ledger/mapping","mapping":{"name":"a","fingerprint":"b","register":"organizations","columns":[{"heading":"h","target":{"kind":"__proto__"}}]}}',
  ],
  [
    'a register that is not there',
    '{"kind":"kechuang-ledger/mapping","mapping":{"name":"a","fingerprint":"b","register":"constructor","columns":[]}}',
  ],
])('the file of a mapping is refused with a reason: %s', async (_what, text) => {
  const { job } = await startDesk()
  const taken = await job.takeMapping(new TextEncoder().encode(text))
  expect(taken.ok ? '' : taken.message).toMatch(/。$/u)
  expect(await job.mappings('organizations')).toEqual([])
})

test('导入历史 has every run with its numbers, and says which were taken back', async () => {
  const desk = await startDesk()
  await desk.job.plan(await chosen(desk))
  const done = await desk.job.commit()
  if (!done.ok) throw new Error(done.message)
  expect(await desk.job.runs()).toMatchObject([
    {
      file: '名录.csv',
      register: 'organizations',
      made: 2,
      changed: 0,
      problems: 0,
      by: '张三',
      undone: false,
    },
  ])
  await desk.store.undo(done.batch)
  expect(await desk.job.runs()).toMatchObject([{ file: '名录.csv', undone: true }])
})
