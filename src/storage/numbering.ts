import type { Values } from '../domain/field'
import { linksIn } from '../domain/kinds/all'
import { partsOf } from '../domain/kinds/date'
import { codeYearOf, type Register } from '../domain/register'
import type { Database } from './database'
import { readRecords } from './read-records'
import type { Operation } from './store'
import { referenceTo } from './stored-record'

interface Numbered {
  readonly district: string
  /** ISO day. */
  readonly today: string
}

export interface NextCodes {
  /** By operation; undefined where none is made. */
  readonly codes: readonly (string | undefined)[]
  /** What the counters say afterwards. */
  readonly counters: readonly { readonly key: string; readonly last: number }[]
}

/** Business numbers of new records, e.g. FW-500118-2021-0007: prefix, district, year, four digits that only ever grow. */
export const nextCodes = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
  by: Numbered,
): Promise<NextCodes> => {
  const { counters } = database
  const made = await ownCodes(database, registers, operations)
  const own = operations.map(
    (operation, index) => made[index] ?? (operation.kind === 'create' ? operation.code : undefined),
  )
  const series = operations.map((operation, index) =>
    own[index] === undefined ? seriesOf(registers.get(operation.register), operation, by) : undefined,
  )
  // A number that came from elsewhere is never given again.
  const given = new Map(
    countersOf(own.filter((code) => code !== undefined)).map(({ key, last }) => [key, last]),
  )
  const keys = [...new Set([...series.filter((key) => key !== undefined), ...given.keys()])]
  const known = await counters.bulkGet(keys)
  const last = new Map(
    keys.map((key, index) => [key, Math.max(known[index]?.last ?? 0, given.get(key) ?? 0)]),
  )
  const codes = series.map((key, index) => {
    if (key === undefined) return own[index]
    const number = (last.get(key) ?? 0) + 1
    last.set(key, number)
    return `${key}-${String(number).padStart(4, '0')}`
  })
  return { codes, counters: [...last].map(([key, value]) => ({ key, last: value })) }
}

const seriesOf = (
  register: Register | undefined,
  operation: Operation,
  { district, today }: Numbered,
): string | undefined => {
  if (operation.kind !== 'create' || register?.codePrefix === undefined) return undefined
  const year = codeYearOf(register, operation.values) ?? partsOf(today).year
  return `${register.codePrefix}-${operation.districtCode ?? district}-${String(year)}`
}

/** Numbers that follow from the values, e.g. ZB-03-2021W17, of new records whose register makes them so. */
const ownCodes = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
): Promise<readonly (string | undefined)[]> => {
  const making = operations.flatMap((operation) => {
    const register = registers.get(operation.register)
    return operation.kind === 'create' && register?.codeOf !== undefined ? [{ register, operation }] : []
  })
  if (making.length === 0) return []
  const links = making.flatMap(({ register, operation }) =>
    Object.entries(register.fields).flatMap(([name, field]) => linksIn(field, operation.values[name])),
  )
  const rows = await readRecords(
    database,
    links.map(({ register, id }) => [register, id]),
  )
  const known = new Map<string, { readonly values: Values }>(
    rows.flatMap((row) => (row === undefined ? [] : [[referenceTo(row.register, row.id), row.record]])),
  )
  // What is made in the same batch can be linked to as well.
  for (const operation of operations)
    if (operation.kind === 'create') known.set(referenceTo(operation.register, operation.id), operation)
  return operations.map((operation) => {
    const codeOf = registers.get(operation.register)?.codeOf
    return operation.kind === 'create'
      ? codeOf?.(operation.values, (to, id) => known.get(referenceTo(to, id)))
      : undefined
  })
}

/** The highest number of every series that these codes belong to: what the counters have to say after a rebuild. */
export const countersOf = (
  codes: Iterable<string>,
): readonly { readonly key: string; readonly last: number }[] => {
  const last = new Map<string, number>()
  for (const code of codes) {
    const match = /^(?<key>.+)-(?<number>\d+)$/u.exec(code)?.groups
    if (match?.key === undefined) continue
    last.set(match.key, Math.max(last.get(match.key) ?? 0, Number(match.number)))
  }
  return [...last].map(([key, value]) => ({ key, last: value }))
}
