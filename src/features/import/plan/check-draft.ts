import type { DistrictEntry } from '../../../domain/district-entry'
import { keyField, keyLabel, keyOf, withDistrict } from '../../../domain/record-keys'
import { type ChildField, type Field, type FieldValue, isEmpty, type Values } from '../../../domain/field'
import type { Issue } from '../../../domain/issue'
import { aloneOn, type LedgerRecord } from '../../../domain/record'
import { labelOfPath, validate } from '../../../domain/validate'
import type { Register } from '../../../domain/register'
import { tidy } from '../../../domain/kinds/kind'
import type { CellProblem, Draft, UnreadCells } from '../../../workbook/drafts/draft'
import { address } from '../../../workbook/grid'
import { type ColumnMatch, targetsOf } from '../../../workbook/mapping/target'
import { placeOf, type TableRow } from '../../../workbook/understand/found'
import { slotsOf } from './mentions'
import type { ResolvedLinks } from './resolve-links'

/** What judging a row needs to know of the ledger and of the world. */
export interface Judging {
  readonly register: Register
  readonly matches: readonly ColumnMatch[]
  readonly tableRows: ReadonlyMap<number, TableRow>
  readonly resolved: ResolvedLinks
  readonly today: string
  /** Registered districts by code. */
  readonly districts: ReadonlyMap<string, DistrictEntry>
  readonly unread: UnreadCells
}

export interface Judged {
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
  /** For 备注. */
  readonly remarks: readonly string[]
}

/** Everything wrong with a row: cells that could not be read, names that are unclear, values that cannot stand. */
export const judge = (
  draft: Draft,
  values: Values,
  stored: LedgerRecord | undefined,
  districtCode: string,
  seen: Map<string, Draft>,
  input: Judging,
): Judged => {
  const { register, resolved, today, districts } = input
  const context = {
    ...aloneOn(today),
    district: districts.get(districtCode),
    linked: (to: string, id: string) => linkedRecord(resolved, to, id),
  }
  const before = stored === undefined ? [] : validate(register, stored.values, context)
  // What was wrong with the record already is not the fault of the ledger.
  const issues = validate(register, values, context)
    .filter(({ path, message }) => !before.some((known) => known.path === path && known.message === message))
    .map((issue) =>
      isTooShort(register.fields[issue.path], values[issue.path])
        ? { ...issue, level: 'warning' as const }
        : issue,
    )
  const twins =
    stored === undefined ? repeatedIn(withDistrict(values, districtCode), draft, register, seen) : []
  const unclear = unclearIn(draft, stored, input)
  // Of most rows of a large ledger there is nothing to say.
  if (issues.length + twins.length + unclear.length === 0)
    return { problems: draft.problems, gaps: [], warnings: draft.warnings, remarks: [] }
  const problems = [
    ...draft.problems,
    ...unclear.map(({ problem }) => problem),
    ...issues.filter(({ level }) => level === 'error').map((issue) => problemOf(issue, draft, input)),
    ...twins.filter(({ level }) => level === 'error').map((issue) => problemOf(issue, draft, input)),
  ]
  const held = new Set(problems.filter(({ soft }) => soft !== true).map(({ field }) => field))
  return {
    problems,
    gaps: issues
      .filter(({ level, path }) => level === 'gap' && !held.has(path.split('.')[0] ?? path))
      .map(({ path }) => labelOfPath(register.fields, path)),
    warnings: [
      ...draft.warnings,
      ...[...issues, ...twins].filter(({ level }) => level === 'warning').map(({ message }) => message),
    ],
    remarks: unclear.flatMap(({ remark }) => remark ?? []),
  }
}

/** A text that is shorter than the form asks for is better than none: it goes in, and it is said. */
export const isTooShort = (field: Field | undefined, value: FieldValue | undefined): boolean =>
  field?.kind === 'text' &&
  typeof value === 'string' &&
  field.minLength !== undefined &&
  Array.from(value).length < field.minLength

/** A linked record as far as rules across records ask for it: its values. */
const linkedRecord = ({ values }: ResolvedLinks, to: string, id: string): LedgerRecord | undefined => {
  const known = values.get(`${to} ${id}`)
  if (known === undefined) return undefined
  return {
    id,
    code: '',
    districtCode: '',
    confidentiality: '内部',
    isSample: false,
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    updatedBy: '',
    version: 0,
    deletedAt: null,
    values: known,
  }
}

interface Unclear {
  readonly problem: CellProblem
  /** Where the record can do without the link. */
  readonly remark: string | undefined
}

const unclearIn = (draft: Draft, stored: LedgerRecord | undefined, input: Judging): readonly Unclear[] => {
  const unclear: Unclear[] = []
  if (!input.resolved.isUnclear) return unclear
  for (const { field, path, named } of slotsOf(draft)) {
    const answer = input.resolved.answer(path, named)
    if (answer === undefined || !('reason' in answer)) continue
    const problem = problemAt(field, answer.reason, draft, input)
    const own = fieldAt(input.register, path)
    // Where the record names somebody already, it may be just that one, which is no news for 备注.
    const isNews = stored === undefined || isEmpty(stored.values[field] ?? '')
    unclear.push(
      input.unread === 'remark' && isNews && own !== undefined && own.required !== true
        ? { problem: { ...problem, soft: true }, remark: `${own.label}：${named.name}` }
        : { problem, remark: undefined },
    )
  }
  return unclear
}

const fieldAt = ({ fields }: Register, path: string): Field | ChildField | undefined => {
  const [name = '', child] = path.split('.')
  const field = fields[name]
  return child === undefined ? field : field?.kind === 'rows' ? field.fields[child] : undefined
}

const problemOf = ({ path, message }: Issue, draft: Draft, input: Judging): CellProblem => ({
  ...problemAt(path.split('.')[0] ?? path, message, draft, input),
  label: labelOfPath(input.register.fields, path),
})

/** A problem with the cell it came from; where no column holds the field, the row has to do. */
export const problemAt = (field: string, reason: string, draft: Draft, input: Judging): CellProblem => {
  const column = input.matches.find((match) => targetsOf(match).some((target) => holds(target, field)))
    ?.column.column
  const row = input.tableRows.get(draft.key)
  const place = row === undefined || column === undefined ? undefined : placeOf(row, column)
  return {
    address:
      place === undefined
        ? `${draft.sheet}!第 ${String(draft.row + 1)} 行`
        : `${place.grid.name}!${address(place.row, place.column)}`,
    row: draft.key,
    column,
    field,
    label: input.register.fields[field]?.label ?? field,
    raw: column === undefined ? '' : tidy(row?.cells[column] ?? null),
    reason,
  }
}

const holds = (target: ColumnMatch['target'], field: string): boolean =>
  (target.kind === 'field' && target.field === field) || (target.kind === 'child' && target.rows === field)

/** Rows of one ledger that agree where no two records should. */
const repeatedIn = (
  values: Values,
  draft: Draft,
  register: Register,
  seen: Map<string, Draft>,
): readonly Issue[] =>
  (register.unique ?? []).flatMap(({ fields, level }): readonly Issue[] => {
    const key = keyOf(fields, values)
    if (key === undefined) return []
    const before = seen.get(key)
    if (before === undefined) {
      seen.set(key, draft)
      return []
    }
    const where = before.sheet === draft.sheet ? '' : `工作表“${before.sheet}”`
    const message = `与${where}第 ${String(before.row + 1)} 行的${keyLabel(register, fields)}相同，请核对是否重复。`
    return [{ path: keyField(fields), level, message }]
  })
