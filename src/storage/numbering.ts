import { partsOf } from '../domain/kinds/date'
import type { Register } from '../domain/register'
import type { Database } from './database'
import type { Operation } from './store'

interface Numbered {
  readonly district: string
  /** ISO day. */
  readonly today: string
}

/** Business numbers of new records, e.g. FW-500118-2021-0007: prefix, district, year, four digits that only ever grow. */
export const nextCodes = async (
  { counters }: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
  by: Numbered,
): Promise<readonly (string | undefined)[]> => {
  const series = operations.map((operation) => seriesOf(registers.get(operation.register), operation, by))
  const keys = [...new Set(series.filter((key) => key !== undefined))]
  const known = await counters.bulkGet(keys)
  const last = new Map(keys.map((key, index) => [key, known[index]?.last ?? 0]))
  const codes = series.map((key) => {
    if (key === undefined) return undefined
    const number = (last.get(key) ?? 0) + 1
    last.set(key, number)
    return `${key}-${String(number).padStart(4, '0')}`
  })
  await counters.bulkPut([...last].map(([key, value]) => ({ key, last: value })))
  return codes
}

const seriesOf = (
  register: Register | undefined,
  operation: Operation,
  { district, today }: Numbered,
): string | undefined => {
  if (operation.kind !== 'create' || register?.codePrefix === undefined) return undefined
  const dated = register.codeYear === undefined ? undefined : operation.values[register.codeYear]
  const year = partsOf(typeof dated === 'string' ? dated : today).year
  return `${register.codePrefix}-${operation.districtCode ?? district}-${String(year)}`
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
