import { linksOf } from '../domain/kinds/all'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { isSoundRecord } from '../domain/sound-record'

/** A record on its way from one office to another. */
export interface PackedRecord {
  readonly register: string
  readonly record: LedgerRecord
}

/** A record that the district has in its 回收站. */
export interface DeletedRecord {
  readonly register: string
  readonly id: string
}

/** A file behind the records, in the order of the package. */
export interface PackedFile {
  /** SHA-256 of the content, in hex digits. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
}

/** What a district sends to those above it: its own records and all that they name. (I) */
export interface DistrictPackage {
  /** Code of the district. */
  readonly district: string
  readonly districtName: string
  readonly unitName: string
  readonly person: string
  /** ISO instant. */
  readonly madeAt: string
  readonly records: readonly PackedRecord[]
  /** Its own records that were deleted; none in a package of the first format, which named neither them nor files. */
  readonly deleted: readonly DeletedRecord[]
  readonly files: readonly PackedFile[]
}

const format = 2
const most = 200_000
const mostFiles = 20_000

/**
 * The records of a district and everything they link to, however many steps away; samples, and what lies in the 回收站,
 * stay at home.
 */
export const recordsOfDistrict = (
  district: string,
  all: readonly { readonly register: Register; readonly records: readonly LedgerRecord[] }[],
): readonly PackedRecord[] => {
  const known = new Map(
    all.flatMap(({ register, records }) =>
      records.map((record) => [`${register.name}|${record.id}`, { register, record }] as const),
    ),
  )
  const taken = new Map<string, { readonly register: Register; readonly record: LedgerRecord }>()
  const waiting = [...known].flatMap(([key, { register, record }]) =>
    record.districtCode === district && register.name !== 'districts' ? [key] : [],
  )
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const found = known.get(key)
    if (found === undefined || taken.has(key) || isLeftOut(found.record)) continue
    taken.set(key, found)
    for (const { register, id } of linksOf(found.register.fields, found.record.values))
      waiting.push(`${register}|${id}`)
  }
  return [...taken.values()].map(({ register, record }) => ({ register: register.name, record }))
}

const isLeftOut = ({ isSample, deletedAt }: LedgerRecord): boolean => isSample || deletedAt !== null

/** The package as the text of its file. */
export const packageText = (made: DistrictPackage): string =>
  JSON.stringify({ kechuangPackage: format, ...made })

export type ReadPackage =
  | { readonly ok: true; readonly made: DistrictPackage }
  | { readonly ok: false; readonly message: string; readonly advice: string }

const refuse = (message: string, advice: string): ReadPackage => ({ ok: false, message, advice })

/** Checks every record before any of it is used; what is wrong is a reason and what to do. */
export const readPackage = (text: string, registers: readonly Register[]): ReadPackage => {
  const said = parsed(text)
  const version = said?.['kechuangPackage']
  if (said === undefined || typeof version !== 'number')
    return refuse(
      '这个文件不是科创台账的数据包。',
      '请让区县在“汇总”页面点“生成数据包”，把得到的 .kcdata 文件发来。',
    )
  if (version > format) return newer()
  const { district, districtName, unitName, person, madeAt, records, deleted = [], files = [] } = said
  const head = [district, districtName, unitName, person, madeAt]
  const isWhole = head.every(isText) && isInstant(madeAt) && isListOf(deleted, most, isDeleted)
  if (!isWhole || !isListOf(files, mostFiles, isFile) || !Array.isArray(records) || records.length > most)
    return refuse('这个数据包不完整或被改动过。', '请让区县重新生成并发送。')
  const packed: PackedRecord[] = []
  for (const one of records as readonly unknown[]) {
    const { register: name, record } = one as { readonly register?: unknown; readonly record?: unknown }
    const register = registers.find((candidate) => candidate.name === name)
    if (register === undefined) return newer()
    if (!isSoundRecord(register, record) || isLeftOut(record))
      return refuse(
        `数据包里有一条${register.title}内容不合格式。`,
        '它可能是新版本做的，或被改动过。请让区县重新生成。',
      )
    packed.push({ register: register.name, record })
  }
  const [code = '', name = '', unit = '', by = '', at = ''] = head as readonly string[]
  return {
    ok: true,
    made: {
      district: code,
      districtName: name,
      unitName: unit,
      person: by,
      madeAt: at,
      records: packed,
      deleted: deleted.filter(({ register }) => registers.some((known) => known.name === register)),
      files,
    },
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 200
const isListOf = <T>(
  value: unknown,
  longest: number,
  isOne: (one: unknown) => one is T,
): value is readonly T[] => Array.isArray(value) && value.length <= longest && value.every(isOne)
const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined
const isDeleted = (value: unknown): value is DeletedRecord =>
  isText(part(value, 'register')) && isText(part(value, 'id'))
const isFile = (value: unknown): value is PackedFile => {
  const [hash, size] = [part(value, 'hash'), part(value, 'size')]
  return (
    typeof hash === 'string' && /^[0-9a-f]{64}$/u.test(hash) && Number.isSafeInteger(size) && Number(size) > 0
  )
}
const isInstant = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value))

const newer = (): ReadPackage =>
  refuse('这个数据包是新版本的科创台账做的，这个版本读不了。', '请先升级程序，再汇总。')

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
