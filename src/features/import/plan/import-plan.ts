import { linksOf } from '../../../domain/kinds/all'
import type { Values } from '../../../domain/field'
import { keyOf, withDistrict } from '../../../domain/record-keys'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { newId } from '../../../storage/new-id'
import type { Operation } from '../../../storage/store'
import type { CellProblem, Draft } from '../../../workbook/drafts/draft'
import type { ImportChoices, OnImportStage, RowDecision, RowState } from '../import-types'
import { judge, type Judged, type Judging } from './check-draft'
import { changesBetween } from './changes'
import { mergedValues, newValues, saidValues } from './draft-values'
import { districtsByName } from './districts-by-name'
import type { NearRecord, NewLinked } from './made-records'
import { nearIn } from './near-records'
import { namesFor, newRecordView, rowView, viewOf } from './plan-view'
import { resolveLinks, type ResolvedLinks } from './resolve-links'
import type { Checked, ImportPlan, PlanInput } from './plan-types'
import { findSame, likeness } from './same-record'
import { seekRecords } from './seek-records'
import { setAside, type SetAside } from './set-aside'
import { mendingFinder, unreadFinder } from './unknown-words'

export const planImport = async (input: PlanInput, onStage?: OnImportStage): Promise<ImportPlan> => {
  const { store, register, registers, drafts, choices } = input
  onStage?.({ what: '正在查找机构、专家等' })
  const resolved = await resolveLinks(store, register, registers, drafts, choices.links, input.names)
  onStage?.({ what: '正在与已有记录比对' })
  const checked = await checkAll(input, resolved, onStage)
  const going = checked.filter(({ state }) => state === 'new' || state === 'changed')
  const created = neededBy(going, resolved, register)
  const isToMend = mendingFinder(input)
  const isUnread = unreadFinder(input)
  const rankOf = (row: Checked): number => (isToMend(row) ? -1 : order[row.state])
  const sorted = checked.toSorted((a, b) => rankOf(a) - rankOf(b))
  onStage?.({ what: '正在汇总' })
  return {
    view: { ...(await viewOf(checked, created, input)), told: resolved.told },
    rowsAt: async (wanted, offset, limit) => {
      const isWanted = (row: Checked): boolean =>
        wanted.length === 0 || wanted.includes(row.state) || (wanted.includes('unread') && isUnread(row))
      const all = sorted.filter(isWanted)
      const shown = all.slice(offset, offset + limit)
      const nameOf = await namesFor(shown, input, resolved)
      return { total: all.length, rows: shown.map((row) => rowView(row, input, nameOf)) }
    },
    newRecords: (name, offset, limit) =>
      created
        .filter((record) => record.register === name)
        .toSorted((a, b) => Number(b.warning !== undefined) - Number(a.warning !== undefined))
        .slice(offset, offset + limit)
        .map((record) => newRecordView(record, registers)),
    operations: [
      ...created.map((record) => createLinked(record, input)),
      ...going.map((row) => operationOf(row, input)),
    ],
    problems: checked.flatMap(({ problems }) => problems),
  }
}

const order: Readonly<Record<RowState, number>> = {
  problem: 0,
  clash: 1,
  maybe: 2,
  new: 3,
  changed: 4,
  left: 5,
  same: 6,
}

const rowsAtOnce = 2000

const checkAll = async (
  input: PlanInput,
  resolved: ResolvedLinks,
  onStage: OnImportStage | undefined,
): Promise<readonly Checked[]> => {
  const { store, register, drafts, choices, table, matches, today, returned } = input
  const districts = await districtsByName(store, drafts)
  const judging: Judging = {
    register,
    matches,
    resolved,
    today,
    districts: input.districts,
    tableRows: new Map(table.rows.map((row) => [row.key, row])),
    unread: choices.unread ?? 'remark',
  }
  const rows = drafts.map((draft) => {
    const whole = saidValues(draft, register, resolved)
    const aside =
      judging.unread === 'hold'
        ? { values: whole, problems: [], remarks: [] }
        : setAside(draft, whole, judging)
    const said = aside.values
    const district =
      (draft.district === undefined ? undefined : districts(draft.district)) ?? choices.district
    const keyed = withDistrict(said, district)
    return {
      key: draft.key,
      said,
      aside,
      keyed,
      keys: register.keys.map((fields) => keyOf(fields, keyed)),
      full: newValues(said, register, choices.common),
      id: returned?.idOf(draft.key),
      code: draft.code,
      source: sourceOf(draft, input),
    }
  })
  const same = findSame(rows, register, await seekRecords(input, rows))
  const near = await nearIn(store, register, rows, same)
  const seen = new Map<string, Draft>()
  const checked: Checked[] = []
  const context = { input, resolved, judging, seen, districtOf: districts }
  for (const [index, draft] of drafts.entries()) {
    const row = rows[index]
    if (row === undefined) continue
    const found = same.get(draft.key)
    checked.push(checkRow(draft, row, found, near.get(draft.key) ?? [], context))
    if (index % rowsAtOnce === 0) onStage?.({ what: '正在核对', done: index, all: drafts.length })
  }
  return checked
}

interface CheckContext {
  readonly input: PlanInput
  readonly resolved: ResolvedLinks
  readonly judging: Judging
  readonly seen: Map<string, Draft>
  readonly districtOf: (name: string) => string | undefined
}

const checkRow = (
  draft: Draft,
  { said, full, aside }: { readonly said: Values; readonly full: Values; readonly aside: SetAside },
  found: LedgerRecord | undefined,
  near: readonly (NearRecord & { readonly record: LedgerRecord })[],
  context: CheckContext,
): Checked => {
  const { choices } = context.input
  const own = choices.rows[draft.key]
  const decided = own ?? bulkDecision(choices, found, near)
  const told = decided?.kind === 'same' ? near.find(({ id }) => id === decided.id)?.record : undefined
  const stored = decided?.kind === 'new' ? undefined : (found ?? told)
  const waits = stored === undefined && near.length > 0 && decided === undefined
  const base = { draft, near: stored === undefined ? near.map(plainNear) : [], decided: own?.kind }
  if (stored === undefined || (choices.mode === 'append' && likeness(said, stored.values) < 1))
    return { ...base, ...newRow(draft, full, aside, decided, waits, context) }
  return { ...base, ...knownRow(draft, said, aside, stored, decided, context) }
}

const plainNear = ({ id, label, code }: NearRecord): NearRecord => ({ id, label, code })

const bulkDecision = (
  { allMaybe, allClash }: ImportChoices,
  found: LedgerRecord | undefined,
  near: readonly NearRecord[],
): RowDecision | undefined => {
  if (found !== undefined) return allClash === undefined ? undefined : { kind: allClash }
  const [first] = near
  if (allMaybe === undefined || first === undefined) return undefined
  return allMaybe === 'same' ? { kind: 'same', id: first.id } : { kind: allMaybe }
}

type Judgement = Omit<Checked, 'draft' | 'near' | 'decided'>

const isHard = ({ soft }: CellProblem): boolean => soft !== true

const newRow = (
  draft: Draft,
  values: Values,
  aside: SetAside,
  decided: RowDecision | undefined,
  waits: boolean,
  { input, judging, seen, resolved, districtOf }: CheckContext,
): Judgement => {
  const district = districtFor(draft, districtOf)
  const judged = judge(draft, values, undefined, district.code ?? input.choices.district, seen, judging)
  const problems = [...judged.problems, ...aside.problems]
  const pieces = [...piecesFor(draft, judged, aside, resolved), ...district.remarks]
  const state: RowState =
    decided?.kind === 'skip' ? 'left' : problems.some(isHard) ? 'problem' : waits ? 'maybe' : 'new'
  return {
    ...judged,
    problems,
    state,
    values,
    stored: undefined,
    changes: [],
    remark: pieces.length === 0 ? undefined : [...new Set(pieces)].join('；'),
    districtCode: district.code,
  }
}

const knownRow = (
  draft: Draft,
  said: Values,
  aside: SetAside,
  stored: LedgerRecord,
  decided: RowDecision | undefined,
  { input, judging, seen, resolved, districtOf }: CheckContext,
): Judgement => {
  const { register, choices, returned } = input
  const mode = choices.mode === 'fill' ? 'fill' : 'update'
  const touched = returned?.touchedOf(draft.key, stored.id)
  const wanted = touched === undefined ? said : pick(said, touched)
  const values = mergedValues(stored.values, wanted, register, mode)
  const district = districtFor(draft, districtOf)
  const code = district.code === stored.districtCode ? undefined : district.code
  const judged = judge(draft, values, stored, code ?? stored.districtCode, seen, judging)
  const remark = remarkAfter(stored, piecesFor(draft, judged, aside, resolved), touched)
  const changes = changesBetween(stored, { values, remark, districtCode: code }, register)
  const isOlder = touched !== undefined && returned?.versionOf(draft.key) !== stored.version
  const problems = [...judged.problems, ...aside.problems]
  const settled = { ...judged, problems, values, stored, changes, remark, districtCode: code }
  if (changes.length === 0) return { ...settled, state: 'same', problems: [], gaps: [] }
  if (choices.mode === 'skip' || decided?.kind === 'skip' || decided?.kind === 'store')
    return { ...settled, state: 'left', problems: [] }
  if (problems.some(isHard)) return { ...settled, state: 'problem' }
  return { ...settled, state: isOlder && decided?.kind !== 'file' ? 'clash' : 'changed' }
}

const pick = (values: Values, names: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))

const piecesFor = (
  draft: Draft,
  judged: Judged,
  aside: SetAside,
  { notes }: ResolvedLinks,
): readonly string[] => [
  ...draft.remarks,
  ...(notes.get(draft.key) ?? []),
  ...judged.remarks,
  ...aside.remarks,
]

/** What the ledger says beyond its fields is added to 备注 once. */
const remarkAfter = (
  { remark = '' }: LedgerRecord,
  pieces: readonly string[],
  touched: ReadonlySet<string> | undefined,
): string | undefined => {
  const added = touched?.has('@remark') === false ? [] : pieces.filter((piece) => !remark.includes(piece))
  if (added.length === 0) return undefined
  return [...(remark === '' ? [] : [remark]), ...new Set(added)].join('；')
}

interface DistrictOf {
  readonly code: string | undefined
  readonly remarks: readonly string[]
}

/** A district that nobody knows does not hold the row back; its name goes to 备注. */
const districtFor = ({ district }: Draft, districtOf: (name: string) => string | undefined): DistrictOf => {
  if (district === undefined) return { code: undefined, remarks: [] }
  const code = districtOf(district)
  return { code, remarks: code === undefined ? [`地区：${district}`] : [] }
}

/** New records to which a row that goes in links; those of rows held back wait with their rows. */
const neededBy = (
  rows: readonly Checked[],
  { created }: ResolvedLinks,
  register: Register,
): readonly NewLinked[] => {
  const byId = new Map(created.map((record) => [record.id, record]))
  const used = new Set<string>()
  const need = (id: string): void => {
    const record = byId.get(id)
    if (record === undefined || used.has(id)) return
    used.add(id)
    for (const value of Object.values(record.values)) if (typeof value === 'string') need(value)
  }
  for (const { values } of rows) for (const { id } of linksOf(register.fields, values)) need(id)
  return created.filter(({ id }) => used.has(id))
}

const sourceOf = (draft: Pick<Draft, 'sheet' | 'row'>, { file }: Pick<PlanInput, 'file'>): string =>
  `${file} ${draft.sheet}!${String(draft.row + 1)}`

const createLinked = (record: NewLinked, input: PlanInput): Operation => ({
  kind: 'create',
  register: record.register,
  id: record.id,
  values: record.values,
  districtCode: input.choices.district,
  sourceNote: sourceOf(record, input),
  ...(record.remark === undefined ? {} : { remark: record.remark }),
})

const operationOf = (
  { draft, values, remark, stored, districtCode }: Checked,
  input: PlanInput,
): Operation => {
  const { register, choices } = input
  const head = { ...(remark === undefined ? {} : { remark }), values }
  if (stored !== undefined)
    return {
      kind: 'update',
      register: register.name,
      id: stored.id,
      version: stored.version,
      ...(districtCode === undefined ? {} : { districtCode }),
      ...head,
    }
  return {
    kind: 'create',
    register: register.name,
    id: newId(),
    districtCode: districtCode ?? choices.district,
    sourceNote: sourceOf(draft, input),
    ...head,
  }
}
