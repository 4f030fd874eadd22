import type { Values } from '../../domain/field'
import { beijingDay } from '../../domain/kinds/date'
import { keyOf, withDistrict } from '../../domain/record-keys'
import { labelOf, type Register } from '../../domain/register'
import type { LedgerRecord } from '../../domain/record'
import {
  type DeletedRecord,
  packageText,
  readPackage,
  recordsOfDistrict,
} from '../../exchange/district-package'
import {
  withLinks,
  type ClashChoice,
  mergedRecord,
  type MergeItem,
  planMerge,
  type Present,
} from '../../exchange/merge-plan'
import { newId } from '../../storage/new-id'
import type { ChangeView, Operation, Store } from '../../storage/store'
import { carryFiles, filesOf, provenFiles, type ReadFile } from './package-files'
import { packed, partsOf, unpacked, withFiles } from './packing'

export interface PackRequest {
  readonly district: string
  readonly districtName: string
  readonly unitName: string
  readonly person: string
  /** ISO instant. */
  readonly at: string
}

export interface MadePackage {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** Those in it, and those of which it says that they were deleted. */
  readonly records: number
  /** Names of the files that could not come along. */
  readonly left: readonly string[]
}

/** A record that the district deleted and that is here. */
export interface DeletionView {
  readonly register: string
  readonly title: string
  readonly id: string
  readonly code: string
  readonly label: string
  /** Something was changed here since it came in. */
  readonly isEdited: boolean
  /** Records that stay name it, so that it has to stay as well. */
  readonly isUsed: boolean
}

export interface TakeChoice {
  readonly clashes: ClashChoice
  /** Whether what the district deleted goes to the 回收站 here too. */
  readonly deletions: 'follow' | 'keep'
}

/** Keeps a file among those of this computer; gives why that failed. */
export type KeepFile = (name: string, bytes: Uint8Array) => Promise<string | undefined>

export interface GatheredCounts extends Readonly<Record<MergeItem['kind'], number>> {
  readonly title: string
  readonly unit: string
}

export interface ClashView {
  readonly register: string
  readonly title: string
  readonly id: string
  readonly code: string
  readonly label: string
  /** Labels of the fields that both sides changed. */
  readonly fields: readonly string[]
}

export type OpenedPackage =
  | { readonly ok: false; readonly message: string; readonly advice: string }
  | {
      readonly ok: true
      readonly fileName: string
      readonly district: string
      readonly districtName: string
      readonly unitName: string
      readonly person: string
      readonly madeAt: string
      /** ISO instant of the newest package of this district that was taken; undefined where none was. */
      readonly before: string | undefined
      readonly counts: readonly GatheredCounts[]
      readonly clashes: readonly ClashView[]
      readonly deletions: readonly DeletionView[]
      /** Files that come with it, and those that its records name but that stayed at home. */
      readonly files: { readonly carried: number; readonly missing: number }
    }

/** A package that was taken, as the page remembers it. */
export interface Received {
  readonly district: string
  readonly madeAt: string
  /** ISO instant. */
  readonly takenAt: string
  readonly unitName: string
  readonly person: string
  readonly records: number
  readonly batch: string
}

export type GatherOutcome =
  | { readonly ok: false; readonly message: string }
  | { readonly ok: true; readonly isCopied: boolean; readonly received: Received }

/** 汇总: a district's data into one file, and the files of all districts into one ledger. */
export interface GatherJob {
  readonly pack: (request: PackRequest, readFile: ReadFile) => Promise<MadePackage>
  /** Reads a package and compares it with what lies here; it is held until it is taken. */
  readonly openPackage: (bytes: Uint8Array, fileName: string) => Promise<OpenedPackage>
  /** Keeps the files of the held package, and takes its records in one batch. */
  readonly takePackage: (choice: TakeChoice, at: string, keepFile: KeepFile) => Promise<GatherOutcome>
  /** The newest taken package of every district; those taken back are not among them. */
  readonly received: () => Promise<readonly Received[]>
}

interface Held {
  readonly opened: Extract<OpenedPackage, { ok: true }>
  readonly items: readonly MergeItem[]
  /** Deletions that can be followed. */
  readonly going: readonly Operation[]
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export const createGatherJob = (store: Store, allRegisters: readonly Register[]): GatherJob => {
  const registers = new Map(allRegisters.map((register) => [register.name, register]))
  let held: Held | undefined

  const received = async (): Promise<readonly Received[]> => {
    const known = ((await store.preference(receivedKey)) ?? []) as readonly Received[]
    const batches = await Promise.all(known.map(({ batch }) => store.batch(batch)))
    const standing = known.filter((_, index) => batches[index]?.undone === false)
    return [...new Map(standing.map((one) => [one.district, one])).values()]
  }

  return {
    pack: async ({ district, districtName, unitName, person, at }, readFile) => {
      const all = await Promise.all(
        allRegisters.map(async (register) => ({ register, records: await store.all(register.name) })),
      )
      const records = recordsOfDistrict(district, all)
      const { listed: files, contents, left } = await carryFiles(filesOf(registers, records), readFile)
      const deleted = await deletedIn(store, allRegisters, district)
      const made = { district, districtName, unitName, person, madeAt: at, records, deleted, files }
      return {
        fileName: `${districtName}_科创台账数据_${beijingDay(at).replaceAll('-', '')}.kcdata`,
        bytes: withFiles(await packed(packageText(made)), contents),
        records: records.length + deleted.length,
        left,
      }
    },
    openPackage: async (bytes, fileName) => {
      held = undefined
      const parts = partsOf(bytes)
      const read = readPackage((await unpacked(parts.text)) ?? '', allRegisters)
      if (!read.ok) return read
      const { records, deleted, files, ...made } = read.made
      const proven = await provenFiles(files, parts.rest)
      if (proven === undefined) return brokenFiles
      const named = filesOf(registers, records)
      const carried = named.flatMap(({ hash, name }) => {
        const content = proven.get(hash)
        return content === undefined ? [] : [{ name, bytes: content }]
      })
      const leaving = await deletionsHere(store, registers, made.district, deleted)
      const items = planMerge(read.made, registers, await presentFor(store, registers, read.made.records))
      const before = (await received()).find(({ district }) => district === made.district)?.madeAt
      const opened = {
        ok: true as const,
        fileName,
        ...made,
        before,
        counts: countsIn(items),
        clashes: clashesIn(items),
        deletions: leaving.views,
        files: { carried: carried.length, missing: named.length - carried.length },
      }
      held = { opened, items, going: leaving.operations, files: carried }
      return opened
    },
    takePackage: async (choice, at, keepFile) => {
      if (held === undefined) throw new Error('No package is open.')
      const { opened, items, going, files } = held
      for (const { name, bytes } of files) {
        const problem = await keepFile(name, bytes)
        if (problem !== undefined) return { ok: false, message: `附件“${name}”没有存下。${problem}` }
      }
      const operations = [
        ...items.flatMap((item) => operationOf(item, choice.clashes) ?? []),
        ...(choice.deletions === 'follow' ? going : []),
      ]
      const batch = newId()
      const title = `汇总 ${opened.districtName} ${beijingDay(opened.madeAt)} 的数据包`
      const done = await store.commit({ id: batch, kind: 'merge', title, operations })
      if (!done.ok) return done
      held = undefined
      const { district, madeAt, unitName, person } = opened
      const now: Received = {
        district,
        madeAt,
        takenAt: at,
        unitName,
        person,
        records: operations.length,
        batch,
      }
      const others = ((await store.preference(receivedKey)) ?? []) as readonly Received[]
      await store.savePreference(receivedKey, [...others, now].slice(-mostRemembered))
      return { ok: true, isCopied: done.isCopied, received: now }
    },
    received,
  }
}

const brokenFiles: OpenedPackage = {
  ok: false,
  message: '数据包里的附件不完整或被改动过。',
  advice: '请让区县重新生成并发送。',
}

const trashAtOnce = 500

/** Own records of the district that lie in the 回收站, without samples. */
const deletedIn = async (
  store: Store,
  allRegisters: readonly Register[],
  district: string,
): Promise<readonly DeletedRecord[]> => {
  const found: DeletedRecord[] = []
  for (const { name } of allRegisters)
    for (let offset = 0, total = 1; offset < total; offset += trashAtOnce) {
      const page = await store.trash({ register: name, search: '' }, offset, trashAtOnce)
      total = page.total
      for (const { record } of page.rows)
        if (record.districtCode === district && !record.isSample)
          found.push({ register: name, id: record.id })
    }
  return found
}

/** Those of them that came in here with an earlier package and are still here; what others use has to stay. */
const deletionsHere = async (
  store: Store,
  registers: ReadonlyMap<string, Register>,
  district: string,
  deleted: readonly DeletedRecord[],
): Promise<{ readonly views: readonly DeletionView[]; readonly operations: readonly Operation[] }> => {
  const views: DeletionView[] = []
  const operations: Operation[] = []
  const leaving = new Set(deleted.map(({ id }) => id))
  for (const register of registers.values()) {
    const { name, title } = register
    const ids = deleted.filter((one) => one.register === name).map(({ id }) => id)
    for (const record of ids.length === 0 ? [] : await store.getMany(name, ids)) {
      const { id, code, version } = record
      const since = changedSince(await store.history(name, id))
      if (record.deletedAt !== null || record.districtCode !== district || since === undefined) continue
      const users = (await store.related(name, id)).flatMap(({ records }) => records)
      const isUsed = users.some((user) => !leaving.has(user.id))
      const label = labelOf(register, record)
      views.push({ register: name, title, id, code, label, isEdited: since.size > 0, isUsed })
      if (!isUsed) operations.push({ kind: 'delete', register: name, id, version })
    }
  }
  return { views, operations }
}

const receivedKey = 'gathered'
const mostRemembered = 2000

type Packed = Parameters<typeof planMerge>[0]['records']

/** Everything that the plan asks of the ledger, read before it is made. */
const presentFor = async (
  store: Store,
  registers: ReadonlyMap<string, Register>,
  records: Packed,
): Promise<Present> => {
  const stored = new Map<string, LedgerRecord>()
  const twins = new Map<string, LedgerRecord>()
  const changed = new Map<string, ReadonlyMap<string, unknown>>()
  const here = (register: string, id: string): string => twins.get(`${register}|${id}`)?.id ?? id
  for (const register of byLinks([...registers.values()])) {
    const { name } = register
    const own = records.filter((one) => one.register === name).map(({ record }) => record)
    const ids = own.map(({ id }) => id)
    for (const record of await store.getMany(name, ids)) stored.set(`${name}|${record.id}`, record)
    const unknown = own.flatMap(({ id, districtCode, values }) =>
      stored.has(`${name}|${id}`)
        ? []
        : [{ id, keyed: withDistrict(withLinks(register.fields, values, here), districtCode) }],
    )
    for (const [id, twin] of await twinsOf(store, register, unknown)) {
      twins.set(`${name}|${id}`, twin)
      stored.set(`${name}|${twin.id}`, twin)
    }
    for (const { id } of own) {
      const since = stored.has(`${name}|${id}`) ? changedSince(await store.history(name, id)) : undefined
      if (since !== undefined) changed.set(`${name}|${id}`, since)
    }
  }
  return {
    stored: (register, id) => stored.get(`${register}|${id}`),
    twin: (register, id) => twins.get(`${register}|${id}`),
    changedHere: (register, id) => changed.get(`${register}|${id}`),
  }
}

const keyGroups = ({ keys, unique = [] }: Register): readonly (readonly string[])[] => [
  ...keys.slice(0, 1),
  ...unique.map(({ fields }) => fields),
]

/** Those first whose keys name no other record: the others are looked for by the records that these turn out to be. */
const byLinks = (registers: readonly Register[]): readonly Register[] => {
  const hasLinks = (register: Register): boolean =>
    keyGroups(register).some((fields) => fields.some((name) => 'to' in (register.fields[name] ?? {})))
  return [...registers.filter((register) => !hasLinks(register)), ...registers.filter(hasLinks)]
}

interface Sought {
  readonly id: string
  readonly keyed: Values
}

/** The same organisation, expert or district under another id: by what may be there only once. */
const twinsOf = async (
  store: Store,
  register: Register,
  records: readonly Sought[],
): Promise<ReadonlyMap<string, LedgerRecord>> => {
  const found = new Map<string, LedgerRecord>()
  for (const fields of keyGroups(register)) {
    const keyed = records.flatMap(({ id, keyed: values }) => {
      const key = found.has(id) ? undefined : keyOf(fields, values)
      return key === undefined ? [] : [[id, key] as const]
    })
    if (keyed.length === 0) continue
    const known = await store.findByKey(register.name, [...new Set(keyed.map(([, key]) => key))])
    for (const [id, key] of keyed) {
      const [only, ...others] = (known.get(key) ?? []).filter(
        ({ deletedAt, isSample }) => deletedAt === null && !isSample,
      )
      if (only !== undefined && others.length === 0) found.set(id, only)
    }
  }
  return found
}

/** From the newest change back to the last merge; undefined where there was none. What was taken back counts for nothing. */
const changedSince = (history: readonly ChangeView[]): ReadonlyMap<string, unknown> | undefined => {
  const fields = new Map<string, unknown>()
  for (const { change, batch } of history) {
    if (batch.undone || batch.kind === 'undo' || batch.kind === 'redo') continue
    if (batch.kind === 'merge') return fields
    for (const [name, [before]] of Object.entries(change.fields)) fields.set(name, before)
  }
  return undefined
}

const operationOf = (item: MergeItem, choice: ClashChoice): Operation | undefined => {
  const { register, kind, theirs, ours, taken, clashes } = item
  const isTaken = choice === 'theirs' ? [...taken, ...clashes] : taken
  if (kind === 'same' || (ours !== undefined && isTaken.length === 0)) return undefined
  // What was thrown away here stays there, unless the district's word is to count.
  const isGone = typeof ours?.deletedAt === 'string'
  if (isGone && !isTaken.includes('@deletedAt')) return undefined
  const { values, districtCode, confidentiality, sourceNote, remark } = mergedRecord(item, choice)
  const input = {
    register: register.name,
    id: theirs.id,
    values,
    districtCode,
    confidentiality,
    ...(sourceNote === undefined ? {} : { sourceNote }),
    ...(remark === undefined ? {} : { remark }),
  }
  return ours === undefined
    ? { kind: 'create', code: theirs.code, ...input }
    : { kind: 'update', version: ours.version, ...input }
}

const countsIn = (items: readonly MergeItem[]): readonly GatheredCounts[] =>
  [...new Set(items.map(({ register }) => register))].map(({ name, title, unit }) => {
    const count = (kind: MergeItem['kind']): number =>
      items.filter((item) => item.register.name === name && item.kind === kind).length
    return {
      title,
      unit,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      clash: count('clash'),
    }
  })

const clashesIn = (items: readonly MergeItem[]): readonly ClashView[] =>
  items.flatMap(({ register, theirs, ours, clashes }) =>
    clashes.length === 0 || ours === undefined
      ? []
      : [
          {
            register: register.name,
            title: register.title,
            id: ours.id,
            code: ours.code,
            label: labelOf(register, theirs),
            fields: clashes.map((name) => register.fields[name]?.label ?? headWords[name] ?? name),
          },
        ],
  )

const headWords: Readonly<Record<string, string>> = {
  '@confidentiality': '密级',
  '@sourceNote': '数据来源说明',
  '@remark': '备注',
  '@deletedAt': '已删除',
}
