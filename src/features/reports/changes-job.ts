import { type Change, changedField, difference, sameValue } from '../../domain/history'
import type { LedgerRecord } from '../../domain/record'
import { labelOf, type Register } from '../../domain/register'
import { reports } from '../../reports/all'
import { type Figure, figuresOf } from '../../reports/preflight'
import type { BuiltReport, Report } from '../../reports/report'
import type { ChangeView, Store } from '../../storage/store'
import { hex } from '../../workbook/hex'
import { contentOfWorkbook, recordIdsIn } from '../../workbook/meta'
import { type Frozen, type ReadFrozen, unpackFrozen } from './frozen-data'
import { type Collected, collect, dataOf, inOrder, registerOf } from './report-data'
import { workbookBytes } from './report-job'

/**
 * What became of a record since the report was made. `related` is not listed in the report, but what the report says
 * depends on it: the name of an enterprise, a team, a figure added up from before.
 */
export type ChangedKind = 'added' | 'changed' | 'removed' | 'movedIn' | 'movedOut' | 'related'

export interface ChangedRecord {
  readonly kind: ChangedKind
  readonly register: string
  readonly id: string
  readonly code: string
  readonly label: string
  /** What the record says otherwise now than it did then. */
  readonly fields: Change['fields']
  readonly names: Readonly<Record<string, string>>
  /** Who changed it since, oldest first. */
  readonly steps: readonly ChangeStep[]
}

interface ChangeStep {
  /** ISO instant. */
  readonly at: string
  readonly by: string
  /** What was done, as the list of changes calls it. */
  readonly title: string
  /** Labels of the fields. */
  readonly fields: readonly string[]
}

/** A total that is another now; undefined where there was or is none. */
export interface ChangedFigure {
  readonly name: string
  readonly before: number | undefined
  readonly after: number | undefined
}

export interface ChangesSince {
  readonly ok: true
  /** Whether what was frozen gives the very file that was sent, byte for byte. */
  readonly isRebuilt: boolean
  /** Whether the report would say the same if it was made again today. */
  readonly saysTheSame: boolean
  /** Work calendar or time limits are others now. */
  readonly rulesChanged: boolean
  readonly records: readonly ChangedRecord[]
  /** Changed records that are not among `records`. */
  readonly more: number
  readonly figures: readonly ChangedFigure[]
}

export interface NotCompared {
  readonly ok: false
  readonly message: string
  readonly advice?: string
}

export interface ChangesJob {
  /** By the SHA-256 of the file that was sent, and of what was frozen with it. */
  readonly changesSince: (
    workbook: string,
    data: string,
    onStage?: (stage: string) => void,
  ) => Promise<ChangesSince | NotCompared>
}

/** Beyond these nobody reads on. */
const mostShown = 300

export const createChangesJob = (
  store: Store,
  registers: readonly Register[],
  readFrozen: ReadFrozen,
): ChangesJob => ({
  changesSince: async (workbook, data, onStage) => {
    onStage?.('正在读取报送时的数据')
    const packed = await readFrozen(data)
    if ('message' in packed) return { ok: false, ...packed }
    const frozen = await unpackFrozen(packed)
    const report = reports.find(({ code }) => code === frozen?.head.report)
    if (frozen === undefined || report === undefined)
      return { ok: false, message: '报送时的数据读不懂：文件不完整，或是更新版本的程序存下的。' }
    const { options, collected: then } = frozen
    const build = (collected: Collected): BuiltReport => report.build(dataOf(collected, registers), options)
    const before = build(then)
    const isRebuilt = (await sha256(await workbookBytes(before))) === workbook
    onStage?.('正在读取现在的记录')
    const now = await collect(store, report.reads, options)
    onStage?.('正在按现在的记录重新计算')
    const after = build(now)
    const changed = await changedRecords(store, { frozen, report, now, before, after, build })
    const told: ChangedRecord[] = []
    for (const one of changed.slice(0, mostShown)) {
      onStage?.(`正在查找修改经过：${String(told.length + 1)}/${String(Math.min(changed.length, mostShown))}`)
      told.push(await withHistory(store, registerOf(registers, one.register), one, options.createdAt))
    }
    return {
      ok: true,
      isRebuilt,
      saysTheSame: said(before) === said(after),
      rulesChanged: !sameValue(then.rules, now.rules),
      records: told,
      more: changed.length - told.length,
      figures: changedFigures(figuresOf(before.workbook), figuresOf(after.workbook)),
    }
  },
})

const sha256 = async (bytes: Uint8Array): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))))

const said = ({ workbook }: BuiltReport): string => contentOfWorkbook(workbook)

/** The record as it was and as it is; undefined where it was not among the data. */
interface Pair {
  readonly kind: ChangedKind
  readonly register: string
  readonly id: string
  readonly then: LedgerRecord | undefined
  readonly now: LedgerRecord | undefined
}

interface Compared {
  readonly frozen: Frozen
  readonly report: Report
  readonly now: Collected
  readonly before: BuiltReport
  readonly after: BuiltReport
  readonly build: (collected: Collected) => BuiltReport
}

const kinds: readonly ChangedKind[] = ['added', 'changed', 'removed', 'movedIn', 'movedOut', 'related']

const changedRecords = async (store: Store, compared: Compared): Promise<readonly Pair[]> => {
  const { frozen, now, after } = compared
  const was = frozen.head.counted
  const isCounted = new Set(recordIdsIn(after.workbook))
  const [old, current] = [allOf(frozen.collected), allOf(now)]
  const gone = await readGone(store, old, current)
  const pairs = [...new Map([...old, ...current])].flatMap(([id, { register }]): readonly Pair[] => {
    const [before, record] = [old.get(id)?.record, current.get(id)?.record ?? gone.get(id)]
    const [wasIn, isIn] = [Object.hasOwn(was, id), isCounted.has(id)]
    const isSame =
      before !== undefined && record !== undefined && Object.keys(difference(before, record)).length === 0
    if (isSame && wasIn === isIn) return []
    return [{ kind: kindOf(wasIn, isIn, before, record), register, id, then: before, now: record }]
  })
  const related = pairs.filter(({ kind }) => kind === 'related')
  const listed = pairs.filter(({ kind }) => kind !== 'related')
  return inReadingOrder([...listed, ...related.filter(thatMatter(related, compared))])
}

const kindOf = (
  wasIn: boolean,
  isIn: boolean,
  then: LedgerRecord | undefined,
  now: LedgerRecord | undefined,
): ChangedKind => {
  if (wasIn && isIn) return 'changed'
  if (wasIn) return now?.deletedAt === null ? 'movedOut' : 'removed'
  if (isIn) return then === undefined ? 'added' : 'movedIn'
  return 'related'
}

type Known = ReadonlyMap<string, { readonly register: string; readonly record: LedgerRecord }>

const allOf = ({ records, linked }: Collected): Known =>
  new Map(
    [...Object.entries(linked), ...Object.entries(records)].flatMap(([register, group]) =>
      group.map((record) => [record.id, { register, record }] as const),
    ),
  )

const idsByRegister = (
  records: readonly Pick<Pair, 'register' | 'id'>[],
): ReadonlyMap<string, ReadonlySet<string>> => {
  const ids = new Map<string, Set<string>>()
  for (const { register, id } of records) ids.set(register, (ids.get(register) ?? new Set()).add(id))
  return ids
}

/** What has left the data since: deleted, or moved to another district. */
const readGone = async (
  store: Pick<Store, 'getMany'>,
  old: Known,
  current: Known,
): Promise<ReadonlyMap<string, LedgerRecord>> => {
  const missing = [...old].flatMap(([id, { register }]) => (current.has(id) ? [] : [{ register, id }]))
  const found = await Promise.all(
    [...idsByRegister(missing)].map(([register, ids]) => store.getMany(register, [...ids])),
  )
  return new Map(found.flat().map((record) => [record.id, record]))
}

/**
 * Of the records that the report does not list, those of a register matter if the report would say something else with
 * them as they were then.
 */
const thatMatter = (
  related: readonly Pair[],
  { frozen, now, before, after, build }: Compared,
): ((pair: Pair) => boolean) => {
  const present = said(after)
  if (said(before) === present) return () => false
  const matters = new Map(
    [...idsByRegister(related)].map(
      ([register, ids]) =>
        [register, said(build(asThen(now, frozen.collected, register, ids))) !== present] as const,
    ),
  )
  return ({ register }) => matters.get(register) === true
}

const asThen = (now: Collected, then: Collected, register: string, ids: ReadonlySet<string>): Collected => {
  const mixed = (part: 'records' | 'linked'): Collected['records'] => ({
    ...now[part],
    [register]: [
      ...(now[part][register] ?? []).filter(({ id }) => !ids.has(id)),
      ...(then[part][register] ?? []).filter(({ id }) => ids.has(id)),
    ],
  })
  return { rules: now.rules, records: mixed('records'), linked: mixed('linked') }
}

const inReadingOrder = (pairs: readonly Pair[]): readonly Pair[] => {
  const place = new Map(
    inOrder(pairs.flatMap(({ now, then }) => now ?? then ?? [])).map(({ id }, index) => [id, index]),
  )
  return [...pairs].sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0),
  )
}

/** The changes of a record since: later versions than the one that was frozen, or later than the report. */
const withHistory = async (
  store: Pick<Store, 'history'>,
  register: Register,
  { kind, id, then, now }: Pair,
  instant: string,
): Promise<ChangedRecord> => {
  const views = await store.history(register.name, id)
  const since = views
    .filter(({ change, batch }) => (then === undefined ? batch.at >= instant : change.version > then.version))
    .toReversed()
  const isNew = since.some(({ change }) => change.action === 'create')
  const shown = now ?? then
  return {
    // What was there before, in another district or in the 回收站, has only come in.
    kind: kind === 'added' && !isNew ? 'movedIn' : kind,
    register: register.name,
    id,
    code: shown?.code ?? '',
    label: shown === undefined ? '' : labelOf(register, shown),
    fields: then === undefined || now === undefined ? {} : difference(then, now),
    names: Object.assign({}, ...since.map(({ names }) => names)) as ChangedRecord['names'],
    steps: since.map((view) => stepOf(register, view)),
  }
}

const stepOf = (register: Register, { change, batch }: ChangeView): ChangeStep => ({
  at: batch.at,
  by: batch.by,
  title: batch.title,
  fields:
    change.action === 'update'
      ? Object.keys(change.fields).flatMap((name) => changedField(register, name)?.label ?? [])
      : [],
})

const changedFigures = (before: readonly Figure[], after: readonly Figure[]): readonly ChangedFigure[] => {
  const [old, now] = [before, after].map((list) => new Map(list.map(({ name, value }) => [name, value])))
  return [...new Set([...before, ...after].map(({ name }) => name))]
    .map((name) => ({ name, before: old?.get(name), after: now?.get(name) }))
    .filter((figure) => figure.before !== figure.after)
}
