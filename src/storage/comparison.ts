import type { EntrySource, Vault } from '../bridge/vault'
import { isEntryLine } from '../bridge/entry'
import { deletedPart, difference } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import { labelOf, type Register } from '../domain/register'
import { isSoundRecord } from '../domain/sound-record'
import { type Database, stateKey } from './database'
import { readRows } from './read-rows'
import { newestVersion } from './versions'
import { createFold, eachChunk, type Fold } from './rebuild'
import type { ComparedKind, ComparedRegister, Comparison, ComparisonFault, Settings } from './store'

/** A record of which a restore would make another; `before` is undefined where the ledger has none. */
export interface Compared {
  readonly register: Register
  readonly kind: ComparedKind
  readonly before: LedgerRecord | undefined
  /** As the other state has it; undefined where it has none, or has it in its 回收站. */
  readonly after: LedgerRecord | undefined
}

/** What lies between the present ledger and another state of it, kept until it is restored or put away. */
export interface HeldComparison {
  readonly view: Comparison
  readonly compared: readonly Compared[]
  /** The sequence of the present ledger when the two were compared. */
  readonly at: number
  readonly fold: Fold
  /** Where the other state was read from. */
  readonly from: EntrySource
}

export type ReadState =
  { readonly ok: true; readonly fold: Fold } | { readonly ok: false; readonly fault: ComparisonFault }

const refuse = (message: string, advice: string): Extract<ReadState, { readonly ok: false }> => ({
  ok: false,
  fault: { message, advice: `${advice}现有数据没有改动。` },
})

/** Reads another state of a ledger and checks everything in it before any of it is used. */
export const readState = async (
  vault: Vault,
  registers: ReadonlyMap<string, Register>,
  from: EntrySource,
  onProgress: (entries: number) => void,
): Promise<ReadState> => {
  const fold = createFold()
  const seen = { isOurs: true }
  const lost = await eachChunk(
    (request) => vault.read(request.at === null ? { at: null, from } : request),
    (line) => {
      seen.isOurs &&= isEntryLine(line) && isTaken(fold, line)
    },
    () => {
      onProgress(fold.entries())
      return Promise.resolve()
    },
  )
  if (lost.length > 0)
    return refuse(`这份备份缺少 ${String(lost.length)} 次操作，不完整。`, '请换一份备份再试。')
  const { mark } = fold.end()
  if ((mark?.schema ?? 0) > newestVersion) return newer()
  if (!seen.isOurs || fold.entries() === 0 || !fold.isGapless())
    return refuse('这份备份里的数据不是科创台账的格式。', '请换一份备份再试。')
  const wrong = fold.records().find(({ register: name, record }) => {
    const register = registers.get(name)
    return register === undefined || !isSoundRecord(register, record)
  })
  if (wrong === undefined) return { ok: true, fold }
  if (!registers.has(wrong.register)) return newer()
  const title = registers.get(wrong.register)?.title ?? ''
  return refuse(
    `这份备份里的${title} ${wrong.record.code} 内容不合格式。`,
    '它可能是新版本做的，或被改动过。',
  )
}

/** Whether the line comes where it may: changes within their batch, as many as it says. */
const isTaken = (fold: Fold, line: string): boolean => {
  try {
    fold.take(line)
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

const newer = () =>
  refuse('这份备份是新版本的科创台账做的，这个版本读不了。', '请先把程序升级到新版本，再恢复。')

/** What restoring the other state would do to every record. */
export const compare = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  fold: Fold,
  settings: Settings | undefined,
): Promise<Omit<HeldComparison, 'from'>> => {
  const now = await database.state.get(stateKey)
  const others = new Map(fold.records().map(({ register, record }) => [`${register}|${record.id}`, record]))
  const compared: Compared[] = []
  const counted: ComparedRegister[] = []
  for (const register of registers.values()) {
    let same = 0
    const own: Compared[] = []
    const seen = new Set<string>()
    const add = (before: LedgerRecord | undefined, other: LedgerRecord | undefined): void => {
      const kind = kindOf(before, other)
      if (kind === 'same') same += 1
      else if (kind !== undefined) own.push({ register, kind, before, after: live(other) })
    }
    await readRows(database, register.name, (rows) => {
      for (const { id, record } of rows) {
        seen.add(id)
        add(record, others.get(`${register.name}|${id}`))
      }
    })
    for (const one of fold.records())
      if (one.register === register.name && !seen.has(one.record.id)) add(undefined, one.record)
    for (const one of own) compared.push(one)
    const countOf = (kind: ComparedKind): number => own.filter((one) => one.kind === kind).length
    const counts = { added: countOf('added'), changed: countOf('changed'), removed: countOf('removed'), same }
    if (own.length + same > 0) counted.push({ register: register.name, ...counts })
  }
  const { mark, seq, last } = fold.end()
  const view: Comparison = {
    ledger: now === undefined ? 'empty' : now.ledger === mark?.ledger ? 'same' : 'other',
    seq,
    lastAt: last?.at ?? '',
    lastTitle: last?.title ?? '',
    lastBy: last?.by ?? '',
    settings,
    registers: counted,
  }
  return { view, compared, at: now?.seq ?? 0, fold }
}

const live = (record: LedgerRecord | undefined): LedgerRecord | undefined =>
  record?.deletedAt === null ? record : undefined

const kindOf = (
  before: LedgerRecord | undefined,
  other: LedgerRecord | undefined,
): ComparedKind | 'same' | undefined => {
  const [now, then] = [live(before), live(other)]
  if (now === undefined) return then === undefined ? undefined : 'added'
  if (then === undefined) return 'removed'
  const names = Object.keys(difference(now, then))
  return names.some((name) => name !== deletedPart) ? 'changed' : 'same'
}

/** A line of the list of what would change, with the fields that would become others. */
export const comparedRow = ({ register, kind, before, after }: Compared) => {
  const record = after ?? before
  if (record === undefined) throw new Error('Nothing was compared.')
  const fields =
    kind === 'changed' && before !== undefined && after !== undefined ? difference(before, after) : {}
  return { id: record.id, kind, code: record.code, label: labelOf(register, record), fields }
}
