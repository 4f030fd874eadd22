import { columnNames, isSortable } from '../../../domain/head-columns'
import type { Register } from '../../../domain/register'
import type { CustomColumn, CustomReport } from '../../../reports/custom'
import { totalsFor } from '../../../reports/custom-totals'
import { isFilter } from '../../../storage/parse-filter'
import type { Filter, ListQuery } from '../../../storage/store'

/** A report that a user put together, with the records that it asks for in the terms of a list. */
export interface SavedCustom extends CustomReport {
  readonly search: string
  readonly filters: readonly Filter[]
  readonly sort: ListQuery['sort']
}

export const longestName = 40
export const longestHeading = 60
const mostColumns = 60
const mostFilters = 50

/** The columns of a list to begin with: 所属地区 and the code, without what comes in itself. */
export const newCustom = (
  register: Register,
  list: Pick<SavedCustom, 'search' | 'filters' | 'sort'> & { readonly columns: readonly string[] },
): SavedCustom => ({
  name: '',
  register: register.name,
  title: '',
  columns: list.columns.map((name) => ({
    name,
    heading: '',
    total: register.fields[name]?.sum === true ? '求和' : '不合计',
  })),
  groupBy: '',
  ofPeriod: false,
  orientation: 'landscape',
  hasSignature: true,
  search: list.search,
  // Records chosen one by one are no rule that a report could follow next time.
  filters: list.filters.filter((filter) => isFilter(register, filter)),
  sort: list.sort,
})

export const usualColumns = (register: Register): readonly string[] => [
  'code',
  ...Object.entries(register.fields).flatMap(([name, { list }]) =>
    list === true && name !== 'code' ? [name] : [],
  ),
]

/** Why a report cannot be kept under this name; undefined where it can. */
export const nameProblem = (
  saved: readonly SavedCustom[],
  name: string,
  opened?: string,
): string | undefined => {
  const wanted = name.trim()
  if (wanted === '') return '请填写报表名称。'
  if (wanted.length > longestName) return `报表名称最多 ${String(longestName)} 个字。`
  if (wanted !== opened && saved.some((one) => one.name === wanted))
    return `已有报表“${wanted}”，请换一个名称。`
  return undefined
}

/** 名称, 名称（2）…: one that is not taken yet. */
export const freeName = (saved: readonly SavedCustom[], wanted: string): string => {
  const taken = new Set(saved.map(({ name }) => name))
  const at = (number: number): string => {
    if (number === 1) return wanted.slice(0, longestName)
    const ending = `（${String(number)}）`
    return `${wanted.slice(0, longestName - ending.length)}${ending}`
  }
  let number = 1
  while (taken.has(at(number))) number += 1
  return at(number)
}

export type ParsedCustom =
  { readonly ok: true; readonly custom: SavedCustom } | { readonly ok: false; readonly message: string }

const refused = (message: string): ParsedCustom => ({ ok: false, message })
const incomplete = refused('报表定义不完整，或被改坏了。')

/** What comes from the second copy or from a file is not trusted: only what can be built comes through, and why not. */
export const parseCustom = (registers: readonly Register[], kept: unknown): ParsedCustom => {
  if (typeof kept !== 'object' || kept === null) return incomplete
  const part = (key: string): unknown => Reflect.get(kept, key)
  const text = (key: string, longest: number): string | undefined => {
    const value = part(key)
    return typeof value === 'string' && value.length <= longest ? value : undefined
  }
  const register = registers.find(({ name }) => name === part('register'))
  if (register === undefined)
    return refused(`它取自本程序没有的栏目“${String(part('register')).slice(0, 40)}”。`)
  const [name, title, search] = [text('name', longestName), text('title', 120), text('search', 200)]
  const [columns, filters, sort] = [part('columns'), part('filters'), sortIn(register, part('sort'))]
  if (name === undefined || name.trim() === '' || title === undefined || search === undefined)
    return incomplete
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > mostColumns) return incomplete
  if (!Array.isArray(filters) || filters.length > mostFilters || sort === undefined) return incomplete
  const unknown = unknownColumns(register, columns)
  if (unknown.length > 0) return refused(`“${register.title}”没有这些列：${unknown.slice(0, 5).join('、')}。`)
  const read = columns.flatMap((column: unknown) => columnIn(register, column) ?? [])
  const good = filters.filter((filter: unknown): filter is Filter => isFilter(register, filter))
  if (read.length < columns.length || new Set(read.map((column) => column.name)).size < read.length)
    return incomplete
  if (good.length < filters.length) return refused(`其中有“${register.title}”不能用的筛选条件。`)
  const groupBy = part('groupBy')
  return {
    ok: true,
    custom: {
      ...{ name: name.trim(), register: register.name, title, search, columns: read, filters: good, sort },
      groupBy: typeof groupBy === 'string' && columnNames(register).includes(groupBy) ? groupBy : '',
      ofPeriod: part('ofPeriod') === true,
      orientation: part('orientation') === 'portrait' ? 'portrait' : 'landscape',
      hasSignature: part('hasSignature') !== false,
    },
  }
}

const nameIn = (column: unknown): unknown =>
  typeof column === 'object' && column !== null ? Reflect.get(column, 'name') : undefined

const unknownColumns = (register: Register, columns: readonly unknown[]): readonly string[] => {
  const known = new Set<unknown>(columnNames(register))
  return columns.map(nameIn).flatMap((name) => (known.has(name) ? [] : [String(name).slice(0, 40)]))
}

const columnIn = (register: Register, kept: unknown): CustomColumn | undefined => {
  if (typeof kept !== 'object' || kept === null) return undefined
  const [name, heading, total] = ['name', 'heading', 'total'].map((key): unknown => Reflect.get(kept, key))
  if (typeof name !== 'string' || typeof heading !== 'string' || heading.length > longestHeading)
    return undefined
  const known = totalsFor(register, name).find((one) => one === total)
  return known === undefined ? undefined : { name, heading, total: known }
}

const sortIn = (register: Register, kept: unknown): SavedCustom['sort'] | undefined => {
  if (typeof kept !== 'object' || kept === null) return undefined
  const [field, descending] = ['field', 'descending'].map((key): unknown => Reflect.get(kept, key))
  return typeof field === 'string' && isSortable(register, field) && typeof descending === 'boolean'
    ? { field, descending }
    : undefined
}

/** What stands first in the file of a report, and the version of what follows. */
const fileKind = 'kechuang-ledger/report'
const fileVersion = 1
const largestFile = 256 * 1024

export const customFile = (
  custom: SavedCustom,
): { readonly fileName: string; readonly bytes: Uint8Array } => ({
  fileName: `自定义报表_${custom.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.txt`,
  bytes: new TextEncoder().encode(
    JSON.stringify({ kind: fileKind, version: fileVersion, report: custom }, undefined, 2),
  ),
})

/** The report in a file that somebody else made. */
export const readCustomFile = (registers: readonly Register[], bytes: Uint8Array): ParsedCustom => {
  if (bytes.length > largestFile) return refused('这个文件太大，不是自定义报表文件。')
  const content = jsonIn(bytes)
  if (typeof content !== 'object' || content === null || Reflect.get(content, 'kind') !== fileKind)
    return refused('这个文件不是自定义报表文件。')
  if (Reflect.get(content, 'version') !== fileVersion)
    return refused('这个文件由另一版本的程序生成，本版本读不了。')
  return parseCustom(registers, Reflect.get(content, 'report'))
}

const jsonIn = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}
