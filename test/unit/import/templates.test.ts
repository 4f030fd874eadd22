import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { type ColumnTarget, isReadable } from '../../../src/workbook/mapping/target'
import type { Cell, Workbook } from '../../../src/workbook/model'
import { templateWorkbook } from '../../../src/workbook/template'
import { readWorkbook } from '../../../src/xlsx/read'
import { writeWorkbook } from '../../../src/xlsx/write'
import { openFile, seed, startDesk, usualChoices } from '../support/import-desk'

const blank = (name: string): Workbook => {
  const register = registers.find((candidate) => candidate.name === name)
  if (register === undefined) throw new Error(name)
  const options = { register, registers, unitName: '永川区科协', createdAt: '2021-07-02T08:00:00.000Z' }
  return templateWorkbook(options)
}

const headingsOf = ({ sheets: [first] }: Workbook): readonly string[] =>
  (first?.rows[2]?.cells ?? []).map((cell) => String(typeof cell === 'object' ? cell?.value : cell))

/** Somebody fills the first prepared row with the examples that the template itself gives. */
const filled = (workbook: Workbook): Workbook => {
  const examples = workbook.sheets[1]?.rows.slice(1).map(({ cells }) => cells[3] ?? null) ?? []
  return {
    ...workbook,
    sheets: workbook.sheets.map((sheet, index) =>
      index === 0
        ? { ...sheet, rows: sheet.rows.map((row, at) => (at === 3 ? { cells: examples } : row)) }
        : sheet,
    ),
  }
}

const placeOf = (target: ColumnTarget): string => {
  if (target.kind === 'child') return `${target.rows}.${target.of}`
  return target.kind === 'field' ? target.field : target.kind
}

test.each(registers.map((register) => [register.title, register] as const))(
  '%s: what is filled into its template comes in, every column in its own field',
  async (_title, register) => {
    const desk = await startDesk()
    const workbook = blank(register.name)
    const opened = await openFile(
      desk,
      await writeWorkbook(filled(workbook)),
      `${register.title}导入模板.xlsx`,
    )
    expect(opened.tables.map((table) => [table.register, table.records])).toEqual([[register.name, 1]])
    const mapping = await desk.job.mapping(0, register.name)
    const wanted = Object.entries(register.fields).flatMap(([name, field]) => {
      if (field.readOnly === true || name === register.lifecycle?.field) return []
      if (field.kind !== 'rows') return isReadable(field) ? [name] : []
      return Object.entries(field.fields).flatMap(([of, child]) =>
        isReadable(child) && child.readOnly !== true ? [`${name}.${of}`] : [],
      )
    })
    expect(mapping.columns.map(({ target }) => placeOf(target))).toEqual(wanted)
    const view = await desk.job.plan(usualChoices(mapping, register.name))
    expect(view.counts.new + view.counts.problem).toBe(1)
  },
)

test('a template has a drop-down for every choice, a comment on every heading, and required columns are starred', async () => {
  const workbook = blank('serviceRecords')
  const headings = headingsOf(workbook)
  expect(headings).toContain('服务日期*')
  const [sheet] = workbook.sheets
  const mode = headings.findIndex((heading) => heading.startsWith('服务模式'))
  expect(sheet?.validations?.find(({ range }) => range.column === mode)?.options).toEqual([
    '精准化',
    '定制化',
    '套餐式',
  ])
  for (const cell of sheet?.rows[2]?.cells ?? [])
    expect(typeof cell === 'object' ? cell?.note : undefined).toMatch(/例：/u)
  const read = await readWorkbook(await writeWorkbook(workbook), '模板.xlsx')
  expect(read.ok && read.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['服务记录', false],
    ['填写说明', false],
    ['_meta', true],
  ])
})

test('drop-downs too long for a rule of their own stand on a hidden sheet', async () => {
  const read = await readWorkbook(await writeWorkbook(blank('experts')), '模板.xlsx')
  if (!read.ok) throw new Error(read.message)
  expect(read.sheets.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual(['_meta', '_lists'])
})

test('child rows are filled in below their record, and come in as its rows', async () => {
  const desk = await startDesk()
  for (const [code, shortName] of [
    ['500118', '永川区'],
    ['500115', '长寿区'],
  ] as const)
    await seed(desk, 'districts', {
      code,
      name: `重庆市${shortName}`,
      shortName,
      type: '市辖区',
      unitName: '科协',
    })
  const workbook = blank('teams')
  const [sheet, guide] = workbook.sheets
  if (sheet === undefined || guide === undefined) throw new Error('no sheet')
  const headings = headingsOf(workbook)
  const examples = guide.rows.slice(1).map(({ cells }) => cells[3] ?? null)
  const row = (filledIn: Readonly<Record<string, string>>, others: readonly Cell[] = []) => ({
    cells: headings.map((heading, column) => filledIn[heading] ?? others[column] ?? null),
  })
  const first = examples.map((example, column) =>
    headings[column]?.includes('：') === true ? null : example,
  )
  const rows = [
    row({ '已拨付：拨付日期': '2021-04-08', '已拨付：金额（万元）': '3' }, first),
    row({ '已拨付：拨付日期': '2021-05-08', '已拨付：金额（万元）': '4' }),
    row(
      {
        '队名*': '装备制造产业专家服务队',
        '产业方向*': '装备制造产业',
        '已拨付：拨付日期': '2021-06-08',
        '已拨付：金额（万元）': '5',
      },
      first,
    ),
  ]
  const filledIn = { ...workbook, sheets: [{ ...sheet, rows: [...sheet.rows.slice(0, 3), ...rows] }] }
  await openFile(desk, await writeWorkbook(filledIn), '专家服务队导入模板.xlsx')
  const mapping = await desk.job.mapping(0, 'teams')
  await desk.job.plan(usualChoices(mapping, 'teams'))
  await desk.job.commit()
  const teams = await desk.store.all('teams')
  expect(teams.map(({ values }) => values['payments'])).toEqual([
    [
      { paidOn: '2021-04-08', amount: 3_000_000 },
      { paidOn: '2021-05-08', amount: 4_000_000 },
    ],
    [{ paidOn: '2021-06-08', amount: 5_000_000 }],
  ])
})

test('an empty template says that nothing is filled in', async () => {
  const { job } = await startDesk()
  const { bytes, fileName } = await job.template('organizations')
  expect(fileName).toBe('机构导入模板.xlsx')
  const opened = await job.open(bytes, fileName)
  expect(opened.ok ? '' : opened.message).toMatch(/没有/u)
})
