import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { isReadable } from '../../../src/workbook/mapping/target'
import type { Workbook } from '../../../src/workbook/model'
import { templateWorkbook } from '../../../src/workbook/template'
import { readWorkbook } from '../../../src/xlsx/read'
import { writeWorkbook } from '../../../src/xlsx/write'
import { openFile, startDesk, usualChoices } from '../support/import-desk'

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
    const wanted = Object.entries(register.fields).flatMap(([name, field]) =>
      isReadable(field) && field.readOnly !== true && name !== register.lifecycle?.field ? [name] : [],
    )
    expect(
      mapping.columns.map(({ target }) => (target.kind === 'field' ? target.field : target.kind)),
    ).toEqual(wanted)
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

test('an empty template says that nothing is filled in', async () => {
  const { job } = await startDesk()
  const { bytes, fileName } = await job.template('organizations')
  expect(fileName).toBe('机构导入模板.xlsx')
  const opened = await job.open(bytes, fileName)
  expect(opened.ok ? '' : opened.message).toMatch(/没有/u)
})
