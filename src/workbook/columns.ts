import { tidy } from '../domain/kinds/kind'
import type { Field, Register } from '../domain/register'
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
    .flatMap((column) => [
      ...ownCandidates(column, register),
      ...linkedCandidates(column, register, registers),
      ...contentCandidates(column, table, register, registers),
    ])
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
  return table.columns.map((column) => matched.get(column) ?? leftOver(column, taken))
}

export const targetKey = (target: ColumnTarget): string =>
  target.kind === 'linked'
    ? `linked ${target.field}.${target.of}`
    : target.kind === 'field'
      ? `field ${target.field}`
      : target.kind

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

const ownCandidates = (column: TableColumn, register: Register): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition]) => {
    if (definition.kind === 'rows') return []
    const score = nameScore(column.heading, definition)
    return score === 0
      ? []
      : [{ column, target: { kind: 'field', field } as const, score, because: '按表头' }]
  })

const linkedCandidates = (
  column: TableColumn,
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition]) => {
    if (definition.kind !== 'link' && definition.kind !== 'links') return []
    const linked = registers.find(({ name }) => name === definition.to)
    const underParent = column.parents.some((parent) => nameScore(parent, definition) >= byAlias)
    return Object.entries(linked?.fields ?? {}).flatMap(([of, child]) => {
      if (
        child.kind === 'rows' ||
        child.kind === 'link' ||
        child.kind === 'links' ||
        of === linked?.labelField
      )
        return []
      const score = nameScore(column.heading, child)
      // A part of a name is too little to reach into another record.
      if (score < byAlias) return []
      const total =
        score -
        ofLinked +
        (underParent ? underItsParent : 0) -
        Object.keys(register.fields).indexOf(field) / 100
      return [
        {
          column,
          target: { kind: 'linked', field, of } as const,
          score: total,
          because: `${definition.label}的${child.label}`,
        },
      ]
    })
  })

const creditCodeShape = /^[0-9A-HJ-NPQRTUWXY]{18}$/iu
const mostShown = 50

/** Credit codes look like themselves, whatever stands above them. */
const contentCandidates = (
  column: TableColumn,
  table: FoundTable,
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  const cells = table.rows
    .filter(({ kind }) => kind === 'data')
    .slice(0, mostShown)
    .map(({ cells: row }) => tidy(row[column.column] ?? null))
    .filter((text) => text !== '')
  if (cells.length < 3 || cells.filter((text) => creditCodeShape.test(text)).length * 10 < cells.length * 8)
    return []
  const because = '按内容（信用代码）'
  const own = Object.entries(register.fields).find(([, field]) => field.kind === 'creditCode')
  if (own !== undefined)
    return [{ column, target: { kind: 'field', field: own[0] }, score: byPart - 1, because }]
  return Object.entries(register.fields).flatMap(([field, definition]) => {
    const linked = 'to' in definition ? registers.find(({ name }) => name === definition.to) : undefined
    const code = Object.entries(linked?.fields ?? {}).find(([, child]) => child.kind === 'creditCode')
    return code === undefined
      ? []
      : [{ column, target: { kind: 'linked', field, of: code[0] } as const, score: byPart - 1, because }]
  })
}

const leftOver = (column: TableColumn, taken: ReadonlyMap<string, ColumnMatch>): ColumnMatch => {
  const heading = plainHeading(column.heading)
  if (['序号', '编号', '行号'].includes(heading))
    return { column, target: { kind: 'ignore' }, because: '序号由程序编排' }
  const dated = [...taken.values()].some(
    ({ target }) => target.kind === 'field' && /date$/iu.test(target.field),
  )
  if (heading === '月份' && dated) return { column, target: { kind: 'ignore' }, because: '日期列已含月份' }
  return {
    column,
    target: { kind: 'remark' },
    because: heading === '备注' ? '按表头' : '没有对应的字段，连同表头记入备注',
  }
}

/** The register whose fields explain most columns of a table, weighed by how well they do. */
export const guessRegister = (table: FoundTable, registers: readonly Register[]): Register | undefined => {
  const scored = registers.map((register) => {
    const best = table.columns.map((column) =>
      Math.max(0, ...ownCandidates(column, register).map(({ score }) => score)),
    )
    const label = register.fields[register.labelField]
    const titled = table.above.some(
      (text) => text.includes(register.title) || text.includes(register.title.slice(0, 2)),
    )
      ? byAlias
      : 0
    const labelled =
      label !== undefined && table.columns.some(({ heading }) => nameScore(heading, label) >= byAlias)
        ? byAlias
        : 0
    return { register, score: best.reduce((sum, score) => sum + score, 0) + titled + labelled }
  })
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, next) => (best === undefined || next.score > best.score ? next : best),
    undefined,
  )?.register
}
