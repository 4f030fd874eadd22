import { parseValue } from '../../domain/kinds/all'
import type { Register } from '../../domain/register'
import { type FoundTable, groupHeading, type TableColumn } from '../understand/found'
import { monthIn, namesOf } from '../vocabulary'
import { plainHeading } from '../words'
import { contentCandidates } from './by-content'
import { type Candidate, childCandidates, linkedCandidates, ownCandidates } from './candidates'
import { samplesOf, share } from './content'
import { groupCandidates, spansRows } from './group-columns'
import { jointCandidates, partsOfDate } from './joint-columns'
import { baseOf, byAlias, columnScore } from './names'
import { optionCandidates } from './option-columns'
import { type ColumnMatch, type ColumnTarget, fieldOf, isMadeLabel, takesSeveral, targetKey } from './target'

export type Samples = ReadonlyMap<TableColumn, readonly string[]>

export const samplesIn = (table: FoundTable): Samples =>
  new Map(table.columns.map((column) => [column, samplesOf(table, column)]))

/**
 * The best target of every column. No field is filled from two columns, unless it takes several values; what fits
 * nowhere goes to 备注 with its heading.
 */
export const matchColumns = (
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
  samples: Samples = samplesIn(table),
): readonly ColumnMatch[] => {
  const candidates = candidatesFor(table, register, registers, samples).toSorted((a, b) => b.score - a.score)
  const taken = new Map<string, ColumnMatch>()
  const matched = new Map<TableColumn, ColumnMatch>()
  for (const { column, target, also, because } of candidates) {
    if (matched.has(column)) continue
    const keys = [target, ...(also ?? [])].map(targetKey)
    const isFree = keys.every((key) => {
      const before = taken.get(key)
      return before === undefined || (shares(target, register, registers) && alike(before.column, column))
    })
    if (!isFree) continue
    const match: ColumnMatch = { column, target, because, ...(also === undefined ? {} : { also }) }
    matched.set(column, match)
    for (const key of keys) taken.set(key, match)
  }
  const dated = isDated([...matched.values()], samples, register)
  const named = withLabel(matched, samples, register)
  return table.columns.map(
    (column) => named.get(column) ?? leftOver(column, samples.get(column) ?? [], dated, register),
  )
}

const shares = (target: ColumnTarget, register: Register, registers: readonly Register[]): boolean =>
  (target.kind === 'child' && target.preset !== undefined) ||
  takesSeveral(fieldOf(target, register, registers))

/** 专家1 and 专家2 are two columns of one list; 企业名称 and 服务单位 are not. */
const alike = (a: TableColumn, b: TableColumn): boolean =>
  plainHeading(baseOf(a.heading)) === plainHeading(baseOf(b.heading))

/** 姓名 below the name of a team is that of a member rather than of its leader. */
const ofRows = 15

/**
 * A record needs its name more than what only describes it: 活动主题 is the name of the activity where no other column is.
 */
const withLabel = (
  matched: ReadonlyMap<TableColumn, ColumnMatch>,
  samples: Samples,
  register: Register,
): ReadonlyMap<TableColumn, ColumnMatch> => {
  const { labelField, fields, keys } = register
  const label = fields[labelField]
  const isTaken = [...matched.values()].some(
    ({ target }) => target.kind === 'field' && target.field === labelField,
  )
  if (label?.kind !== 'text' || isTaken || isMadeLabel(register, labelField)) return matched
  const found = [...matched].find(([column, { target, also }]) => {
    const field = target.kind === 'field' && also === undefined ? fields[target.field] : undefined
    const isFree = field?.kind === 'text' && field.multiline !== true && field.required !== true
    const isKey = target.kind === 'field' && keys.flat().includes(target.field)
    return (
      isFree &&
      !isKey &&
      columnScore(column, label) >= leastOfLabel &&
      new Set(samples.get(column)).size === samples.get(column)?.length
    )
  })
  if (found === undefined) return matched
  const [column, match] = found
  const target = { kind: 'field', field: labelField } as const
  return new Map([...matched, [column, { ...match, target, because: '没有别的列是名称' }]])
}
const leastOfLabel = 45

/** Child rows take columns only where the heading of a list was found, where headings name the rows themselves, or where several columns are theirs, unless no record is without them. */
const fewestOfChild = 2

const candidatesFor = (
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
  samples: Samples,
): readonly Candidate[] => {
  const links = linksBeside(table.columns, register)
  const groups = linksOfGroups(table.columns, register)
  const single = table.columns.flatMap((column) => {
    const own = samples.get(column) ?? []
    if (column.inner === true) return []
    if (isSerial(column, own)) return ownCandidates(column, own, register).filter(isExact)
    return [
      ...codeCandidates(column, own, register),
      ...districtCandidates(column, register),
      ...ownCandidates(column, own, register),
      ...jointCandidates(column, own, register, registers, groups.get(column)),
      ...linkedCandidates(column, own, register, registers, links.get(column), groups.get(column)),
      ...contentCandidates(column, own, register, registers),
      ...groupCandidates(column, own, register),
    ]
  })
  return [
    ...single,
    ...optionCandidates(table.columns, samples, register),
    ...partsOfDate(table.columns, samples, register),
    ...childrenOf(table, register, registers, samples, single),
  ]
}

const isExact = ({ score }: Candidate): boolean => score >= byAlias

/** 序号, and 编号 above 1, 2, 3: numbers of rows, which are no number of a platform or of a contract. */
const isSerial = ({ heading }: TableColumn, samples: readonly string[]): boolean => {
  const plain = plainHeading(heading)
  return (
    numbering.includes(plain) &&
    samples.every((text) => (plain === '编号' ? /^\d{1,3}$/u : /^\D?\d{1,6}\D?$/u).test(text))
  )
}

const farthest = 3

/** The link field that a column or one of those just before it fills. */
const linksBeside = (
  columns: readonly TableColumn[],
  register: Register,
): ReadonlyMap<TableColumn, string> => {
  const beside = new Map<TableColumn, string>()
  let last: { readonly field: string; readonly at: number } | undefined
  for (const [at, column] of columns.entries()) {
    if (last !== undefined && at - last.at <= farthest) beside.set(column, last.field)
    const link = linkNamedBy(column, register)
    if (link !== undefined) last = { field: link, at }
  }
  return beside
}

/** 联系方式 beside 单位名称 under one 对接单位 is that of the organisation, whatever the group is called. */
const linksOfGroups = (
  columns: readonly TableColumn[],
  register: Register,
): ReadonlyMap<TableColumn, string> => {
  const groups = new Map<string, string>()
  for (const column of columns) {
    const parent = column.parents.at(-1)
    const link = parent === undefined ? undefined : linkNamedBy(column, register)
    if (parent !== undefined && link !== undefined && !groups.has(parent)) groups.set(parent, link)
  }
  return new Map(
    columns.flatMap((column) => {
      const link = groups.get(column.parents.at(-1) ?? '')
      return link === undefined ? [] : [[column, link] as const]
    }),
  )
}

/** The link field that the heading of a column names. */
const linkNamedBy = (column: TableColumn, register: Register): string | undefined => {
  const link = ownCandidates(column, [], register)
    .filter(isExact)
    .find(({ target }) => target.kind === 'field' && 'to' in (register.fields[target.field] ?? {}))
  return link?.target.kind === 'field' ? link.target.field : undefined
}

const childrenOf = (
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
  samples: Samples,
  single: readonly Candidate[],
): readonly Candidate[] => {
  const spans = spansRows(table.columns, (column) => samples.get(column) ?? [], register)
  const all = table.columns
    .flatMap((column) => childCandidates(column, samples.get(column) ?? [], register, registers))
    .map((candidate) => (spans ? { ...candidate, score: candidate.score + ofRows } : candidate))
  const rowsOf = ({ target }: Candidate): string =>
    target.kind === 'child' || target.kind === 'childLinked' ? target.rows : ''
  const sure = all.filter(
    ({ column, target, score }) =>
      target.kind === 'child' &&
      score >= byAlias &&
      !single.some((other) => other.column === column && other.score > score),
  )
  return all.filter((candidate) => {
    if (candidate.column.inner === true) return true
    const same = sure.filter((other) => rowsOf(other) === rowsOf(candidate))
    const named = same.some(
      ({ target, namesRows }) => namesRows === true || fieldOf(target, register, registers)?.kind === 'link',
    )
    // 队员 is the name of such rows, and of nothing else in the record.
    const field = fieldOf(candidate.target, register, registers)
    const rows = register.fields[rowsOf(candidate)]
    if (isOnlyOfRows(candidate, single) && (namesRow(field) || (rows?.required === true && isAllOf(field))))
      return true
    // A record that cannot be without such rows has at least the column that names them: 走访企业.
    const fewest = spans || register.fields[rowsOf(candidate)]?.required === true ? 1 : fewestOfChild
    return named && new Set(same.map(({ column }) => column)).size >= fewest
  })
}

const isOnlyOfRows = ({ column, score, target }: Candidate, single: readonly Candidate[]): boolean =>
  target.kind === 'child' && score >= byAlias && !single.some((other) => other.column === column)

/** 合作内容 is all that ledgers say of such rows. */
const isAllOf = (field: ReturnType<typeof fieldOf>): boolean =>
  field?.kind === 'text' && field.required === true

/** No such row is without it. */
const namesRow = (field: ReturnType<typeof fieldOf>): boolean =>
  field?.kind === 'link' && field.required === true

/** FW-500118-2021-0007 under any heading is a number of ours. */
const codeCandidates = (
  column: TableColumn,
  samples: readonly string[],
  { codePrefix }: Register,
): readonly Candidate[] => {
  if (codePrefix === undefined || samples.length === 0) return []
  const pattern = new RegExp(`^${codePrefix}-[\\w-]+-\\d{4}-\\d{4,}$`, 'u')
  return share(samples, (text) => pattern.test(text)) < 0.8
    ? []
    : [{ column, target: { kind: 'code' }, score: 110, because: '本程序的编号' }]
}

const districtHeading = /^(?:所属|所在|填报|申报)?(?:地区|区县|区|县区|区域|行政区划?)(?:名称)?$/u

const districtCandidates = (column: TableColumn, { scope }: Register): readonly Candidate[] =>
  scope === 'district' && districtHeading.test(plainHeading(column.heading))
    ? [{ column, target: { kind: 'district' }, score: 80, because: '按表头' }]
    : []

/** Whether the ledger says every day in full, so that a column with the month tells nothing new. */
const isDated = (matches: readonly ColumnMatch[], samples: Samples, register: Register): boolean =>
  matches.some(({ column, target }) => {
    const field =
      target.kind === 'field' && target.part === undefined ? register.fields[target.field] : undefined
    if (field?.kind !== 'date' && field?.kind !== 'partialDate') return false
    const texts = samples.get(column) ?? []
    return texts.length === 0 || share(texts, (text) => parseValue(field, text, { year: 2000 }).ok) >= 0.5
  })

/** 1, 2, 3 … */
const runs = (samples: readonly string[]): boolean =>
  samples.length > 1 && samples.every((text, index) => text === String(index + 1))

const numbering = ['序号', '编号', '行号', '序', '项次', 'no.', 'no']
const partsOfDay = ['月份', '月', '季度', '年度', '年份', '年']

const leftOver = (
  column: TableColumn,
  samples: readonly string[],
  dated: boolean,
  register: Register,
): ColumnMatch => {
  const heading = plainHeading(column.heading)
  const [name = '', own] =
    Object.entries(register.fields).find(([, field]) => namesOf(field)[0] === heading) ?? []
  if (isMadeLabel(register, name))
    return { column, target: { kind: 'ignore' }, because: '不导入：由程序生成' }
  if (own?.kind === 'attachments')
    return { column, target: { kind: 'ignore' }, because: '不导入：附件须在表单中添加' }
  if (numbering.includes(heading) && samples.every((text) => /^\D?\d{1,6}\D?$|^\D{0,12}$/u.test(text)))
    return { column, target: { kind: 'ignore' }, because: '不导入：编号由程序编排' }
  if (heading.endsWith('列') && runs(samples))
    return { column, target: { kind: 'ignore' }, because: '不导入：是序号' }
  if (partsOfDay.includes(heading) && dated)
    return { column, target: { kind: 'ignore' }, because: '不导入：日期列已写明' }
  if (heading === groupHeading && dated && samples.every((text) => monthIn(text) !== undefined))
    return { column, target: { kind: 'ignore' }, because: '不导入：日期列已写明' }
  const because = heading === '备注' ? '按表头' : '没有对应的字段，连同表头记入备注'
  return { column, target: { kind: 'remark' }, because }
}
