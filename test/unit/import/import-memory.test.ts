import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { ColumnTarget } from '../../../src/workbook/mapping/target'
import { experts } from '../../../src/domain/registers/experts'
import { createImportMemory } from '../../../src/features/import/import-memory'
import { binBatch } from '../../../src/storage/bin-batch'
import { type Desk, openFile, seed, startDesk, usualChoices } from '../support/import-desk'

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

const services = (topic: string, expert: string): Uint8Array =>
  csv([
    '服务日期,服务对象,服务主题,服务模式,参与专家',
    `2021-04-12,重庆甲机械有限公司,${topic},精准化,${expert}`,
  ])

test('whom a name means is said once; later files know it, 名称对照 lists it, and it can be taken back', async () => {
  const desk = await startDesk()
  const known = await seed(desk, 'experts', { name: '李四' })
  const memory = createImportMemory(desk.store)
  const planned = async (file: string, bytes: Uint8Array, links: Readonly<Record<string, string>> = {}) => {
    await openFile(desk, bytes, file)
    const choices = usualChoices(await desk.job.mapping(0, 'serviceRecords'), 'serviceRecords', { links })
    return desk.job.plan(choices)
  }
  const first = services('主轴温升治理', '李思')
  await planned('一.csv', first)
  const [asked] = (await desk.job.newRecords('experts', 0, 50)).rows
  expect([asked?.label, asked?.near.map(({ id }) => id)]).toEqual(['李思', [known]])
  const told = await planned('一.csv', first, { [asked?.key ?? '']: known })
  expect(told.told).toMatchObject([{ name: '李思', label: '李四', isRemembered: false }])
  expect((await desk.job.commit()).ok).toBe(true)
  expect(await memory.names()).toEqual([{ register: 'experts', name: '李思', id: known }])

  const next = services('刀具寿命', '李思')
  const again = await planned('二.csv', next)
  expect(again.told).toMatchObject([{ name: '李思', label: '李四', isRemembered: true }])
  expect(again.createdTotals).toEqual([])
  expect((await desk.job.commit()).ok).toBe(true)
  const linked = (await desk.store.all('serviceRecords')).map(({ values }) => values['experts'])
  expect(linked).toEqual([[known], [known]])

  await memory.dropName({ register: 'experts', name: '李思', id: known })
  const forgotten = await planned('三.csv', services('夹具改进', '李思'))
  const made = await desk.job.newRecords('experts', 0, 50)
  expect([forgotten.told, made.rows.map(({ label }) => label)]).toEqual([[], ['李思']])
})

test('what was said of a name holds only while nothing beside it speaks of another person', async () => {
  const desk = await startDesk()
  const employer = await seed(desk, 'organizations', { name: '重庆甲机械有限公司', orgType: '企业' })
  const known = await seed(desk, 'experts', { name: '李四', workOrganization: employer })
  await createImportMemory(desk.store).keepNames([{ register: 'experts', name: '李思', id: known }])
  const toldOf = async (place: string) => {
    const rows = [
      '服务日期,服务对象,服务主题,服务模式,参与专家,专家单位',
      `2021-04-12,重庆丙厂,温升,精准化,李思,${place}`,
    ]
    await openFile(desk, csv(rows), '服务.csv')
    const mapping = await desk.job.mapping(0, 'serviceRecords')
    return (await desk.job.plan(usualChoices(mapping, 'serviceRecords'))).told.map(({ name }) => name)
  }
  expect(await toldOf('重庆甲机械有限公司')).toEqual(['李思'])
  expect(await toldOf('重庆乙农业有限公司')).toEqual([])
  // Nor does it hold for a record that is in the bin.
  const record = await desk.store.getMany('experts', [known])
  const done = await desk.store.commit(binBatch('delete', experts, record))
  expect(done.ok).toBe(true)
  expect(await toldOf('重庆甲机械有限公司')).toEqual([])
})
