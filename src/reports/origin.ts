import type { Indicator, Scope } from '../domain/indicators/indicator'
import type { RecordHead } from '../domain/record'
import { type Place, placesIn, type Shape } from './layout'
import type { Origin, OriginAt, Sources } from './figure-origin'
import type { Explanation } from './report'

export const noOrigins: OriginAt = () => undefined

/** The origins of a framed sheet, by what stands in its rows. */
export const originsIn = (
  name: string,
  shape: Shape,
  originOf: (place: Place, column: number) => Origin | undefined,
): OriginAt => {
  const places = placesIn(shape)
  return (sheet, row, column) => {
    const place = sheet === name ? places.get(row) : undefined
    return place === undefined ? undefined : originOf(place, column)
  }
}

/** The origins of several sheets as those of one workbook. */
export const together =
  (...all: readonly OriginAt[]): OriginAt =>
  (sheet, row, column) => {
    for (const origins of all) {
      const origin = origins(sheet, row, column)
      if (origin !== undefined) return origin
    }
    return undefined
  }

/** The records that an indicator counts. */
export const sourcesOf = ({ of }: Indicator, scope: Scope): Sources => {
  const { behind, part, missing } = of(scope)
  const found = (wanted: typeof behind): readonly RecordHead[] => recordsIn(scope, wanted)
  return {
    ...(part === undefined ? { counted: found(behind) } : { counted: found(part), outOf: found(behind) }),
    ...(missing === undefined ? {} : { missing }),
  }
}

/** Records of a scope by their register and id. */
export const recordsIn = (
  { book }: Scope,
  wanted: readonly { readonly register: keyof Scope['book']; readonly id: string }[],
): readonly RecordHead[] =>
  [...new Set(wanted.map(({ register }) => register))].flatMap((register) => {
    const ids = new Set(wanted.filter((one) => one.register === register).map(({ id }) => id))
    const records: readonly RecordHead[] = book[register]
    return records.filter(({ id }) => ids.has(id))
  })

export const eachOnce = (records: readonly RecordHead[]): readonly RecordHead[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
]

const bare = (name: string): string => name.replace(/^K\d+\s*/u, '').replace(/（.*$/u, '')

/** The line of 指标解释 that stands for a column: its names are those of the heading, without number and unit. */
export const formulaOf = (heading: string, explanations: readonly Explanation[]): string | undefined =>
  explanations.find(({ name }) => bare(name).split('、').includes(bare(heading)))?.formula
