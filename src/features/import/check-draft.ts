import type { DistrictEntry } from '../../domain/district-entry'
import { tidy } from '../../domain/kinds/kind'
import { aloneOn } from '../../domain/record'
import { keyField, keyLabel, keyOf, withDistrict } from '../../domain/record-keys'
import type { FieldValue, Values } from '../../domain/field'
import type { Register } from '../../domain/register'
import { validate } from '../../domain/validate'
import type { Store } from '../../storage/store'
import type { ColumnMatch } from '../../workbook/columns'
import type { CellProblem, Draft } from '../../workbook/drafts'
import { address } from '../../workbook/grid'
import type { TableRow } from '../../workbook/table'
import type { ImportChoices, RowState } from './import-types'
import { linkKey, type ResolvedLinks } from './resolve-links'
import { type KnownRecords, sameRecord } from './same-record'

/** A row with its links found, judged: whether it goes in, and what there is to say about it. */
export interface Checked {
  readonly draft: Draft
  readonly values: Values
  readonly state: RowState
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
  readonly remark: string | undefined
}

export interface PlanInput {
  readonly store: Store
  readonly register: Register
  readonly registers: readonly Register[]
  readonly drafts: readonly Draft[]
  readonly matches: readonly ColumnMatch[]
  readonly choices: ImportChoices
  /** The district that was chosen, if it is registered. */
  readonly district: DistrictEntry | undefined
  readonly sheet: string
  readonly file: string
  readonly skipped: number
  readonly today: string
  /** Rows of the table by their number in the sheet. */
  readonly tableRows: ReadonlyMap<number, TableRow>
  /** Rows that an earlier round of the same file brought in. */
  readonly imported: ReadonlySet<number>
}

/** The values of a record to be: what the ledger says goes before what was chosen for all. */
export const valuesWith = (
  draft: Draft,
  register: Register,
  resolved: ResolvedLinks,
  common: Values,
): Values => {
  const values: Record<string, FieldValue | undefined> = { ...common, ...draft.values }
  for (const field of Object.keys(draft.names)) {
    const ids = resolved.ids.get(linkKey(draft, field)) ?? []
    const [first] = ids
    if (first !== undefined) values[field] = register.fields[field]?.kind === 'links' ? ids : first
  }
  return values
}

export const checkDraft = (
  { draft, values }: Pick<Checked, 'draft' | 'values'>,
  input: PlanInput,
  resolved: ResolvedLinks,
  known: KnownRecords,
  seen: Map<string, number>,
): Checked => {
  const { register, choices, today, imported } = input
  const issues = validate(register, values, { ...aloneOn(today), district: input.district })
  const unclear = Object.keys(draft.names).flatMap((field) => {
    const reason = resolved.unclear.get(linkKey(draft, field))
    return reason === undefined ? [] : [problemAt(field, reason, draft, input)]
  })
  const errors = issues
    .filter(({ level }) => level === 'error')
    .map(({ path, message }) => problemAt(path.split('.')[0] ?? path, message, draft, input))
  const twins = repeatedIn(withDistrict(values, choices.district), draft, register, seen)
  const problems = [
    ...draft.problems,
    ...unclear,
    ...errors,
    ...twins
      .filter(({ level }) => level === 'error')
      .map(({ field, text }) => problemAt(field, text, draft, input)),
  ]
  const held = new Set(problems.map(({ field }) => field))
  const isThere =
    imported.has(draft.row) ||
    sameRecord(register, withDistrict(values, choices.district), known) !== undefined
  const remarks = [...draft.remarks, ...(resolved.notes.get(draft.row) ?? [])]
  return {
    draft,
    values,
    state: isThere ? 'same' : problems.length > 0 ? 'problem' : 'new',
    problems: isThere ? [] : problems,
    gaps: issues
      .filter(({ level }) => level === 'gap')
      .map(({ path }) => path.split('.')[0] ?? path)
      .filter((field) => !held.has(field))
      .map((field) => register.fields[field]?.label ?? field),
    warnings: [
      ...issues.filter(({ level }) => level === 'warning').map(({ message }) => message),
      ...twins.filter(({ level }) => level === 'warning').map(({ text }) => text),
    ],
    remark: remarks.length === 0 ? undefined : remarks.join('；'),
  }
}

/** A problem with the cell it came from; where no column holds the field, the row has to do. */
const problemAt = (field: string, reason: string, draft: Draft, input: PlanInput): CellProblem => {
  const column = input.matches.find(({ target }) => target.kind === 'field' && target.field === field)?.column
    .column
  const cells = input.tableRows.get(draft.row)?.cells ?? []
  return {
    address: `${input.sheet}!${column === undefined ? `第 ${String(draft.row + 1)} 行` : address(draft.row, column)}`,
    column,
    field,
    label: input.register.fields[field]?.label ?? field,
    raw: column === undefined ? '' : tidy(cells[column] ?? null),
    reason,
  }
}

interface Repeated {
  readonly level: 'error' | 'warning'
  readonly field: string
  readonly text: string
}

/** Rows of one ledger that agree where no two records should. */
const repeatedIn = (
  values: Values,
  draft: Draft,
  register: Register,
  seen: Map<string, number>,
): readonly Repeated[] =>
  (register.unique ?? []).flatMap(({ fields, level }) => {
    const key = keyOf(fields, values)
    if (key === undefined) return []
    const before = seen.get(key)
    if (before === undefined) {
      seen.set(key, draft.row)
      return []
    }
    return [
      {
        level,
        field: keyField(fields),
        text: `与第 ${String(before + 1)} 行的${keyLabel(register, fields)}相同，请核对是否重复。`,
      },
    ]
  })
