import { linksOf } from '../../domain/kinds/all'
import { keyOf, withDistrict } from '../../domain/record-keys'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Operation } from '../../storage/store'
import { type Checked, checkDraft, type PlanInput, valuesWith } from './check-draft'
import type { PlanView, RowState, RowView } from './import-types'
import { namesFor, rowView, viewOf } from './plan-view'
import type { NewLinked } from './made-records'
import { resolveLinks, type ResolvedLinks } from './resolve-links'
import type { KnownRecords } from './same-record'

/** Everything an import is about to do. */
export interface ImportPlan {
  readonly view: PlanView
  readonly total: number
  /** Rows for the screen, those with problems first; made when asked for. */
  readonly rowsAt: (offset: number, limit: number) => Promise<readonly RowView[]>
  readonly operations: readonly Operation[]
  /** Rows of the sheet that go in. */
  readonly rows: readonly number[]
}

export const planImport = async (input: PlanInput): Promise<ImportPlan> => {
  const { store, register, registers, drafts } = input
  const resolved = await resolveLinks(store, register, registers, drafts)
  const rows = drafts.map((draft) => ({
    draft,
    values: valuesWith(draft, register, resolved, input.choices.common),
  }))
  const known = await alreadyThere(input, rows)
  const seen = new Map<string, number>()
  const checked = rows.map((row) => checkDraft(row, input, resolved, known, seen))
  const going = checked.filter(({ state }) => state === 'new')
  const created = neededBy(going, resolved, register)
  const sorted = [...checked].sort((a, b) => order[a.state] - order[b.state])
  return {
    view: viewOf(checked, created, input),
    total: sorted.length,
    rowsAt: async (offset, limit) => {
      const shown = sorted.slice(offset, offset + limit)
      const nameOf = await namesFor(shown, input, resolved)
      return shown.map((row) => rowView(row, input, nameOf))
    },
    operations: [
      ...created.map((record) => createLinked(record, input)),
      ...going.map((row) => createRecord(row, input)),
    ],
    rows: going.map(({ draft }) => draft.row),
  }
}

const order: Readonly<Record<RowState, number>> = { problem: 0, new: 1, same: 2 }

/** Records of the store that answer to a key of one of the rows. */
const alreadyThere = async (
  { store, register, choices }: PlanInput,
  rows: readonly Pick<Checked, 'values'>[],
): Promise<KnownRecords> => {
  const keys = rows.flatMap((row) => {
    const values = withDistrict(row.values, choices.district)
    return register.keys.flatMap((fields) => keyOf(fields, values) ?? [])
  })
  return store.findByKey(register.name, [...new Set(keys)])
}

/** New records to which a row that goes in links; those of rows held back wait with their rows. */
const neededBy = (
  rows: readonly Checked[],
  { created }: ResolvedLinks,
  register: Register,
): readonly NewLinked[] => {
  const used = new Set<string>()
  for (const { values } of rows) for (const { id } of linksOf(register.fields, values)) used.add(id)
  return created.filter(({ id }) => used.has(id))
}

const createLinked = (
  { register, id, values, remark, row }: NewLinked,
  { choices, file, sheet }: PlanInput,
): Operation => ({
  kind: 'create',
  register,
  id,
  values,
  districtCode: choices.district,
  sourceNote: `${file} ${sheet}!${String(row + 1)}`,
  ...(remark === undefined ? {} : { remark }),
})

const createRecord = (
  { draft, values, remark }: Checked,
  { register, choices, file, sheet }: PlanInput,
): Operation => ({
  kind: 'create',
  register: register.name,
  id: newId(),
  values,
  districtCode: choices.district,
  sourceNote: `${file} ${sheet}!${String(draft.row + 1)}`,
  ...(remark === undefined ? {} : { remark }),
})
