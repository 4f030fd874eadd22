import { districtEntry } from '../../../domain/district-entry'
import type { Register } from '../../../domain/register'
import { isOfPeriod } from '../../../reports/record-rules'
import type { ReportOptions } from '../../../reports/report'
import type { Store } from '../../../storage/store'
import { guessRegister } from '../../../workbook/mapping/guess-register'
import { matchColumns } from '../../../workbook/mapping/match-columns'
import { allTargets, fieldOf, labelOfTarget, targetKey } from '../../../workbook/mapping/target'
import type { SheetGrid } from '../../../workbook/grid'
import type { Correction, FoundTable, TableColumn } from '../../../workbook/understand/found'
import { surfaceOf } from '../../../workbook/understand/surface'
import { findTables, type SheetTable } from '../../../workbook/understand/tables'
import { unitIn, vocabularyOf } from '../../../workbook/vocabulary'
import { choicesAt } from '../../../xlsx/drop-downs'
import {
  fillTemplate,
  formulaColumns,
  obstacleAt,
  openTemplate,
  preparedRows,
  singleTexts,
  type Template,
  type TemplatePlace,
} from '../../../xlsx/fill-template'
import { collect, dataOf, registerOf } from '../report-data'
import { cellText, counts, type TemplateTarget, targetCell } from './template-rows'
import { templateShelf } from './template-shelf'
import type { TemplateChoice, TemplateFault, TemplateJob, TemplateView, Unlisted } from './template-types'
import { asksForFigures, wordsFor, wordsIn } from './template-words'

const fault = (message: string, advice: string): TemplateFault => ({ ok: false, message, advice })

/** A template with what was understood of it. */
interface Understood {
  readonly template: Template
  readonly place: TemplatePlace
  readonly view: TemplateView
  readonly targets: ReadonlyMap<string, TemplateTarget>
  readonly columns: readonly TableColumn[]
  readonly above: readonly string[]
}

/** It only reads records, so that its worker can be ended at any moment. */
export const createTemplateJob = (store: Store, registers: readonly Register[]): TemplateJob => {
  const shelf = templateShelf(store)
  return {
    ...shelf,
    openTemplate: async (bytes, fileName, choice) => {
      const known = await understandTemplate(bytes, fileName, choice, registers)
      return known.ok ? known.understood.view : known
    },
    fillTemplate: async (name, options, onStage) => {
      const taken = await shelf.take(name)
      if (taken === undefined)
        return fault(`模板“${name}”找不到了，或内容已损坏。`, '请删除它，再选择上级的模板文件重新保存。')
      const known = await understandTemplate(taken.bytes, taken.saved.fileName, taken.saved, registers)
      if (!known.ok) return known
      onStage?.('正在读取记录')
      return fill(store, registers, known.understood, name, options, () => onStage?.('正在写入文件'))
    },
  }
}

type Understanding = { readonly ok: true; readonly understood: Understood } | TemplateFault

const isWritten = ({ rows }: SheetGrid): boolean =>
  rows.some((row) => row.some((cell) => cell !== null && String(cell).trim() !== ''))

const named = (grids: readonly SheetGrid[]): string => grids.map(({ name }) => `“${name}”`).join('、')

/** Where was looked, and what could be meant instead. */
const noHeading = (fileName: string, { grids }: Template, sheet: string | undefined): TemplateFault => {
  const written = grids.filter(isWritten)
  if (written.length === 0)
    return fault(
      `“${fileName}”是空的，各工作表里都没有内容。`,
      '请看是不是选错了文件；如果上级发来的就是空的，请让上级重发。',
    )
  const looked = written.filter(({ name, hidden }) => (sheet === undefined ? !hidden : name === sheet))
  const unseen = written.filter(({ hidden }) => hidden)
  return fault(
    `在“${fileName}”里没有找到表头${looked.length === 0 ? '' : `：看过工作表${named(looked)}`}。`,
    [
      '请确认模板有一行表头（如“序号、服务日期、服务对象…”），表头下留有空行；只有单个填空的模板请先加上表格。',
      unseen.length === 0
        ? ''
        : `隐藏的工作表${named(unseen)}没有看，表格在那里时请先取消隐藏，另存后再选择。`,
    ].join(''),
  )
}

/** Other places with the same heading, which this template will not fill: 工作表“一季度”第 14 行. */
const twinsOf = (
  { grids }: Template,
  { grid, headingRow, headingRows }: SheetTable['part'],
  columns: readonly TableColumn[],
): readonly string[] => {
  const lowest = headingRow + headingRows - 1
  const textsIn = (of: SheetGrid, row: number): readonly string[] =>
    columns.map(({ column }) => String(of.rows[row]?.[column] ?? '').replace(/\s/gu, ''))
  const own = textsIn(grid, lowest).join('\n')
  if (textsIn(grid, lowest).filter((text) => text !== '').length < 2) return []
  return grids
    .filter(({ hidden }) => !hidden)
    .flatMap((other) =>
      other.rows.flatMap((_, row) =>
        (other.name !== grid.name || row !== lowest) && textsIn(other, row).join('\n') === own
          ? [`工作表“${other.name}”第 ${String(row + 1)} 行`]
          : [],
      ),
    )
}

const understandTemplate = async (
  bytes: Uint8Array,
  fileName: string,
  choice: TemplateChoice,
  registers: readonly Register[],
): Promise<Understanding> => {
  const opened = await openTemplate(bytes, fileName)
  if (!opened.ok) return opened
  const { template } = opened
  const found = tableIn(template, choice, registers)
  if (found === undefined) return noHeading(fileName, template, choice.sheet)
  const { part, rows } = found
  const sheet = part.grid.name
  const first = part.headingRow + part.headingRows
  const serial = found.columns.find(isSerial)?.column
  const kinds = new Map(rows.map(({ row, kind }) => [row, kind]))
  const hasText = (row: number, but?: number): boolean =>
    (part.grid.rows[row] ?? []).some((cell, column) => cell !== null && cell !== '' && column !== but)
  // Rows that are numbered already and hold nothing else were made for data; 合计 in the first column is no number.
  const isNumbered = (row: number): boolean =>
    serial !== undefined &&
    /^\d+$/u.test(String(part.grid.rows[row]?.[serial] ?? '')) &&
    !hasText(row, serial)
  const isData = (row: number): boolean => kinds.get(row) === 'data' || isNumbered(row)
  const count = preparedRows(template, sheet, first, isData)
  if (count === 0)
    return fault(
      `“${sheet}”的表头下面没有可填写的行。`,
      '请在模板的表头下面留一个空行（带好边框），另存后再选择。',
    )
  const place: TemplatePlace = { sheet, first, last: first + count - 1 }
  const obstacle = obstacleAt(template, place)
  if (obstacle !== undefined) return obstacle
  const table: FoundTable = {
    shape: 'table',
    sheet,
    columns: found.columns,
    rows: rows.filter(({ row }) => row <= place.last),
    parts: [part],
    subtotals: [],
    signed: false,
  }
  const register = registers.find(({ name }) => name === choice.register) ?? guessRegister(table, registers)
  if (register === undefined) return noHeading(fileName, template, choice.sheet)
  const { columns, targets, options } = columnsOf(
    table,
    register,
    registers,
    choice,
    formulaColumns(template, place),
  )
  const examples = Array.from({ length: count }, (_, index) => place.first + index).filter((row) =>
    hasText(row, serial),
  )
  const view: TemplateView = {
    ok: true,
    fileName,
    sheets: template.grids.filter(({ hidden }) => !hidden).map(({ name }) => name),
    sheet,
    headingRow: part.headingRow,
    headingRows: part.headingRows,
    first: place.first,
    last: place.last,
    examples: examples.length,
    register: register.name,
    columns,
    targets: options,
    twins: twinsOf(template, part, found.columns),
    ...wordsIn(textsOf(template, place)),
  }
  return {
    ok: true,
    understood: { template, place, view, targets, columns: found.columns, above: part.above },
  }
}

const textsOf = (template: Template, place: TemplatePlace): readonly string[] => [
  ...singleTexts(template, place),
  ...[...template.sheets.keys()]
    .filter((name) => name !== place.sheet)
    .flatMap((sheet) => singleTexts(template, { sheet, first: 0, last: -1 }))
    .filter((text) => text.includes('{{')),
]

/** The table with most columns, in the sheet that was chosen or in the visible ones. */
const tableIn = (
  { grids }: Template,
  { sheet, headingRow, headingRows }: TemplateChoice,
  registers: readonly Register[],
): SheetTable | undefined => {
  const vocabulary = vocabularyOf(registers)
  const told: readonly Correction[] =
    sheet === undefined || headingRow === undefined
      ? []
      : [{ kind: 'heading', sheet, row: headingRow, rows: headingRows ?? 1 }]
  return grids
    .filter(({ name, hidden }) => (sheet === undefined ? !hidden : name === sheet))
    .flatMap((grid) => findTables(surfaceOf(grid), vocabulary, told))
    .filter(({ part }) => part.headingRows > 0)
    .reduce<SheetTable | undefined>(
      (best, next) => (best === undefined || next.columns.length > best.columns.length ? next : best),
      undefined,
    )
}

const isSerial = ({ heading }: TableColumn): boolean => /^(?:序号|序|编序|No\.?|№)$/iu.test(heading)

const columnsOf = (
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
  choice: TemplateChoice,
  formulas: readonly number[],
) => {
  const matches = matchColumns(table, register, registers)
  const isShown = (target: TemplateTarget): boolean =>
    target.kind === 'serial' ||
    !['linked', 'childLinked'].includes(target.kind) ||
    !['link', 'links'].includes(fieldOf(target, register, registers)?.kind ?? '')
  const offered: readonly TemplateTarget[] = [
    { kind: 'serial' },
    ...matches.map(({ target }) => target),
    ...allTargets(register, registers),
  ]
  const keyOf = (target: TemplateTarget): string => (target.kind === 'serial' ? 'serial' : targetKey(target))
  const targets = new Map(offered.filter(isShown).map((target) => [keyOf(target), target]))
  const chosen =
    choice.register === undefined || choice.register === register.name ? (choice.targets ?? {}) : {}
  const columns = matches.map(({ column, target, because }) => {
    const guessed = isSerial(column)
      ? 'serial'
      : target.kind === 'remark' && !column.heading.includes('备注')
        ? 'ignore'
        : keyOf(target)
    const key = chosen[String(column.column)] ?? guessed
    const isFormula = formulas.includes(column.column)
    return {
      column: column.column,
      heading: [...column.parents, column.heading].join(' / '),
      key: targets.has(key) ? key : 'ignore',
      because: guessed === 'serial' ? '按表头' : guessed === 'ignore' ? '没有对应的字段' : because,
      isFormula,
    }
  })
  const options = [...targets].map(([key, target]) => ({ key, label: labelFor(target, register, registers) }))
  return { columns, targets, options }
}

const labelFor = (target: TemplateTarget, register: Register, registers: readonly Register[]): string => {
  if (target.kind === 'serial') return '序号（1、2、3…）'
  if (target.kind === 'ignore') return '不填'
  if (target.kind === 'remark') return '备注'
  return target.kind === 'code' ? '编号' : labelOfTarget(target, register, registers)
}

const fill = async (
  store: Store,
  registers: readonly Register[],
  { template, place, view, targets, columns: tableColumns, above }: Understood,
  name: string,
  options: ReportOptions,
  onWriting: () => void,
): ReturnType<TemplateJob['fillTemplate']> => {
  const register = registerOf(registers, view.register)
  const reads = asksForFigures(textsOf(template, place)) ? registers.map((one) => one.name) : ['districts']
  const data = dataOf(await collect(store, [register.name, ...reads], options), registers)
  const districts = new Map(
    (await store.all('districts')).map(districtEntry).map((one) => [one.code, one.name]),
  )
  const all = data
    .records(register)
    .filter(
      (record) =>
        record.deletedAt === null &&
        (options.samples || !record.isSample) &&
        (options.district === undefined ||
          register.scope === 'city' ||
          record.districtCode === options.district) &&
        isOfPeriod(register, record, options.period),
    )
  const records = all.filter((record) => counts(register, record)).toSorted(byDate(register))
  const context = {
    register,
    registers,
    nameOf: data.nameOf,
    linked: data.linked,
    districtName: (code: string) => districts.get(code) ?? code,
    profile: options.profile,
  }
  const written = view.columns.filter(
    ({ isFormula, key }) => !isFormula && (key !== 'ignore' || view.examples > 0),
  )
  const unitAbove = above.map(unitIn).find((unit) => unit !== undefined)
  const rows = records.map((record, index) =>
    written.map(({ column, key }) => {
      const named = tableColumns.find((one) => one.column === column)
      const unit =
        [named?.heading ?? '', ...(named?.parents ?? [])].map(unitIn).find((one) => one !== undefined) ??
        unitAbove
      return targetCell(record, targets.get(key) ?? { kind: 'ignore' }, index, unit, context)
    }),
  )
  const unlisted = written.flatMap(({ column, heading }, at): readonly Unlisted[] => {
    const choices = choicesAt(template, place, column)
    if (choices === undefined) return []
    const texts = new Set(rows.map((row) => cellText(row[at] ?? null)))
    const others = [...texts].filter((text) => text !== '' && !choices.has(text))
    return others.length === 0 ? [] : [{ heading, texts: others }]
  })
  onWriting()
  const bytes = await fillTemplate(template, {
    place,
    columns: written.map(({ column }) => column),
    rows,
    textFor: wordsFor(data, options),
  })
  const day = options.filledOn.replaceAll('-', '')
  return {
    ok: true,
    bytes,
    fileName: `${name}_${options.districtName}_${options.period.label}_${day}.xlsx`,
    records: records.length,
    leftOut: all.length - records.length,
    unlisted,
  }
}

const byDate =
  ({ codeYear = '' }: Register) =>
  (
    a: { readonly code: string; readonly values: Readonly<Record<string, unknown>> },
    b: { readonly code: string; readonly values: Readonly<Record<string, unknown>> },
  ): number => {
    const key = (record: typeof a): string => {
      const value = record.values[codeYear]
      const day = typeof value === 'object' && value !== null && 'value' in value ? value.value : value
      return `${typeof day === 'string' || typeof day === 'number' ? String(day) : ''} ${record.code}`
    }
    return key(a) < key(b) ? -1 : 1
  }
