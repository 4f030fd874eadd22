import { referenceDistricts } from '../../domain/reference/districts'
import type { LedgerRecord } from '../../domain/record'

const city = '500000'

/**
 * Code of the district that a title or 填报单位 names, registered or known to the app; the longest name wins, so that
 * 重庆高新区 is not 高新区 of another. The city stands in the name of every unit, so it counts only when nothing else does.
 */
export const districtIn = (text: string, districts: readonly LedgerRecord[]): string | undefined => {
  const registered = districts.flatMap(({ code, values }) => [
    { code, name: values.name },
    { code, name: values.shortName },
  ])
  const known = referenceDistricts.flatMap(({ code, name, shortName }) => [
    { code, name },
    { code, name: shortName },
  ])
  const named = [...registered, ...known].flatMap(({ code, name }) =>
    typeof name === 'string' && name !== '' && text.includes(name)
      ? [{ code, length: code === city ? 0 : name.length }]
      : [],
  )
  return named.toSorted((a, b) => b.length - a.length)[0]?.code
}
