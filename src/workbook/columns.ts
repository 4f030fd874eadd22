import { parseValue } from '../domain/kinds/all'
import { isBlankMark, tidy } from '../domain/kinds/kind'
import type { Field } from '../domain/field'
import type { Register } from '../domain/register'
import type { FoundTable, TableColumn } from './table'
import { namesOf, plainHeading } from './vocabulary'

/** Where the cells of a column go. `linked`: into a field of the record that `field` links to. */
export type ColumnTarget =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'linked'; readonly field: string; readonly of: string }
  | { readonly kind: 'remark' }
  | { readonly kind: 'ignore' }

export interface ColumnMatch {
  readonly column: TableColumn
  readonly target: ColumnTarget
  /** Why, in a few words for the screen. */
  readonly because: string
}

interface Candidate {
  readonly column: TableColumn
  readonly target: ColumnTarget
  readonly score: number
  readonly because: string
}

const byLabel = 100
const byAlias = 90
const byPart = 50
const underItsParent = 30
const ofLinked = 20

/** The best target of every column. No field is filled from two columns; what fits nowhere goes to 备注 with its heading. */
export const matchColumns = (
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
): readonly ColumnMatch[] => {
  const candidates = table.columns
    .flatMap((column) => {
      const samples = samplesOf(table, column)
      return [
        ...ownCandidates(column, samples, register),
        ...linkedCandidates(column, samples, register, registers),
        ...contentCandidates(column, samples, register, registers),
      ]
    })
    .sort((a, b) => b.score - a.score)
  const taken = new Map<string, ColumnMatch>()
  const matched = new Map<TableColumn, ColumnMatch>()
  for (const { column, target, because } of candidates) {
    const key = targetKey(target)
    if (matched.has(column) || taken.has(key)) continue
    const match = { column, target, because }
    matched.set(column, match)
    taken.set(key, match)
  }
  const dated = [...taken.values()].some(
    ({ target }) => target.kind === 'field' && register.fields[target.field]?.kind === 'date',
  )
  return table.columns.map(
    (column) => matched.get(column) ?? leftOver(column, samplesOf(table, column), dated, register),
  )
}

/** Whether a cell can be read into the field: child rows and files are no cells. */
export const isReadable = ({ kind }: Field): boolean => kind !== 'rows' && kind !== 'attachments'

export const targetKey = (target: ColumnTarget): string =>
  target.kind === 'linked'
    ? `linked ${target.field}.${target.of}`
    : target.kind === 'field'
      ? `field ${target.field}`
      : target.kind

const mostSamples = 50

const samplesOf = (table: FoundTable, { column }: TableColumn): readonly string[] => {
  const samples: string[] = []
  for (const { kind, cells } of table.rows) {
    const text = kind === 'data' ? tidy(cells[column] ?? null) : ''
    if (!isBlankMark(text)) samples.push(text)
    if (samples.length === mostSamples) break
  }
  return samples
}

const nameScore = (heading: string, field: Field): number => {
  const wanted = plainHeading(heading)
  const [label, ...aliases] = namesOf(field)
  if (wanted === label) return byLabel
  if (aliases.includes(wanted)) return byAlias
  const near = [label ?? '', ...aliases].some(
    (name) => name.length >= 2 && wanted.length >= 2 && (wanted.includes(name) || name.includes(wanted)),
  )
  return near ? byPart : 0
}

/** 服务 above 时间 is 服务时间, unless 时间 alone says it already. */
const columnScore = ({ heading, parents }: TableColumn, field: Field): number => {
  const alone = nameScore(heading, field)
  const parent = parents.at(-1)
  if (alone >= byAlias || parent === undefined) return alone
  const joined = nameScore(`${parent}${heading}`, field)
  return joined >= byAlias ? joined : alone
}

const howWell = (score: number): string => (score >= byAlias ? '按表头' : '表头相近，请核对')

const ownCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition]) => {
    if (!isReadable(definition)) return []
    const score = columnScore(column, definition)
    if (score === 0 || (score < byAlias && !looksLike(definition, samples))) return []
    return [{ column, target: { kind: 'field', field } as const, score, because: howWell(score) }]
  })

/** 联系电话 under or after 服务对象 belongs to it; without such a word, to the first link that has such a field. */
const linkedCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition], position) => {
    if (definition.kind !== 'link' && definition.kind !== 'links') return []
    const linked = registers.find(({ name }) => name === definition.to)
    if (linked === undefined) return []
    const prefix = prefixOf(column.heading, definition, linked)
    const heading = plainHeading(column.heading).slice(prefix.length)
    const belongs = prefix !== '' || column.parents.some((parent) => nameScore(parent, definition) >= byAlias)
    return Object.entries(linked.fields).flatMap(([of, child]) => {
      if (!isReadable(child) || 'to' in child || of === linked.labelField) return []
      const score = nameScore(heading, child)
      // A part of a name is too little to reach into another record.
      if (score < byAlias || !looksLike(child, samples)) return []
      return [
        {
          column,
          target: { kind: 'linked', field, of } as const,
          score: score - ofLinked + (belongs ? underItsParent : 0) - position / 100,
          because: `${definition.label}的${child.label}`,
        },
      ]
    })
  })

/** 专家 in 专家电话, 服务企业 in 服务企业地址; empty where the heading names nobody. */
const prefixOf = (heading: string, field: Field, linked: Register): string => {
  const plain = plainHeading(heading)
  const names = [...namesOf(field), plainHeading(linked.title)].filter(
    (name) => name.length >= 2 && plain.length > name.length && plain.startsWith(name),
  )
  return names.sort((a, b) => b.length - a.length)[0] ?? ''
}

/** Whether the contents speak against a field: 专家人数 is no list of experts, 经济成效 no 服务结果. */
const looksLike = (field: Field, samples: readonly string[]): boolean => {
  if (samples.length === 0 || field.kind === 'text') return true
  if (field.kind === 'link' || field.kind === 'links') {
    return samples.filter((text) => /^[\d.,]+$/u.test(text)).length * 2 < samples.length
  }
  return samples.filter((text) => parseValue(field, text, anyYear).ok).length * 2 >= samples.length
}

/** Here it only counts whether something is a date, not in which year. */
const anyYear = { year: 2000 }

/** What looks like itself, whatever stands above it. */
const shapes: readonly { readonly kind: Field['kind']; readonly shape: RegExp; readonly because: string }[] =
  [
    { kind: 'creditCode', shape: /^[0-9A-HJ-NPQRTUWXY]{18}$/iu, because: '按内容（信用代码）' },
    { kind: 'phone', shape: /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/u, because: '按内容（电话）' },
    {
      kind: 'date',
      shape: /^(?:19|20)\d{2}(?:[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{4})$/u,
      because: '按内容（日期）',
    },
  ]

const contentCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  const like = shapes.find(
    ({ shape }) => samples.filter((text) => shape.test(text)).length * 10 >= samples.length * 8,
  )
  if (like === undefined || samples.length < 3) return []
  const { kind, because } = like
  const own = Object.entries(register.fields).find(([, field]) => field.kind === kind)
  if (own !== undefined)
    return [{ column, target: { kind: 'field', field: own[0] }, score: byPart - 1, because }]
  // The date of another record is nobody's guess.
  if (kind === 'date') return []
  return Object.entries(register.fields).flatMap(([field, definition], position) => {
    const linked = 'to' in definition ? registers.find(({ name }) => name === definition.to) : undefined
    const child = Object.entries(linked?.fields ?? {}).find(([, candidate]) => candidate.kind === kind)
    if (child === undefined) return []
    const target = { kind: 'linked', field, of: child[0] } as const
    return [{ column, target, score: byPart - 1 - position / 100, because }]
  })
}

const numbering = ['序号', '编号', '行号', '序', 'no.', 'no']
const partsOfDate = ['月份', '月', '季度', '年度', '年份', '年']

const leftOver = (
  column: TableColumn,
  samples: readonly string[],
  dated: boolean,
  { fields }: Register,
): ColumnMatch => {
  const heading = plainHeading(column.heading)
  const own = Object.values(fields).find((field) => namesOf(field)[0] === heading)
  if (own?.kind === 'attachments') {
    return { column, target: { kind: 'ignore' }, because: '不导入：附件须在表单中添加' }
  }
  if (numbering.includes(heading) && samples.every((text) => /^\D?\d{1,6}\D?$|^\D{0,12}$/u.test(text))) {
    return { column, target: { kind: 'ignore' }, because: '不导入：编号由程序编排' }
  }
  if (partsOfDate.includes(heading) && dated) {
    return { column, target: { kind: 'ignore' }, because: '不导入：日期列已写明' }
  }
  const because = heading === '备注' ? '按表头' : '没有对应的字段，连同表头记入备注'
  return { column, target: { kind: 'remark' }, because }
}

/** The register whose fields explain most columns of a table, weighed by how well they do. */
export const guessRegister = (table: FoundTable, registers: readonly Register[]): Register | undefined => {
  const samples = new Map(table.columns.map((column) => [column, samplesOf(table, column)]))
  const scored = registers.map((register) => {
    const best = table.columns.map((column) =>
      Math.max(0, ...ownCandidates(column, samples.get(column) ?? [], register).map(({ score }) => score)),
    )
    const label = register.fields[register.labelField]
    const titled = table.above.some(
      (text) => text.includes(register.title) || text.includes(register.title.slice(0, 2)),
    )
    const labelled =
      label !== undefined && table.columns.some(({ heading }) => nameScore(heading, label) >= byAlias)
    const score =
      best.reduce((sum, part) => sum + part, 0) + (titled ? byAlias : 0) + (labelled ? byAlias : 0)
    return { register, score }
  })
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (chosen, next) => (chosen === undefined || next.score > chosen.score ? next : chosen),
    undefined,
  )
  return best?.register
}
