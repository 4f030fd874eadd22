import { referenceDistricts } from '../../../domain/reference/districts'
import type { Values } from '../../../domain/field'
import type { Store } from '../../../storage/store'
import type { Draft } from '../../../workbook/drafts/draft'

/** 永川, 永川区 and 重庆市永川区 are one district. */
const plainName = (name: string): string =>
  name
    .replace(/\s/gu, '')
    .replace(/^重庆市?(?=.{2,})/u, '')
    .replace(/(?:区|县|自治县)$/u, '')

const byPlainName = new Map(
  referenceDistricts.flatMap((district) =>
    [district.name, district.shortName, district.code].map((own) => [plainName(own), district] as const),
  ),
)

/** A district that the app knows although no office registered it, as it would be registered. */
export const shippedDistrict = (name: string): (Values & { readonly code: string }) | undefined => {
  const found = byPlainName.get(plainName(name))
  if (found === undefined) return undefined
  const { code, name: whole, shortName, type, validFrom, validTo } = found
  return {
    code,
    name: whole,
    shortName,
    type,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  }
}

/** Codes of districts by any of their names; those registered go before those that the app ships. */
export const districtsByName = async (
  store: Store,
  drafts: readonly Draft[],
): Promise<(name: string) => string | undefined> => {
  if (!drafts.some(({ district }) => district !== undefined)) return () => undefined
  const registered = (await store.all('districts')).flatMap(({ code, values }) =>
    [values.name, values.shortName, code].map((name) => ({ code, name })),
  )
  const shipped = referenceDistricts.flatMap(({ code, name, shortName }) =>
    [name, shortName, code].map((own) => ({ code, name: own })),
  )
  const codes = new Map<string, string>()
  for (const { code, name } of [...registered, ...shipped]) {
    if (typeof name !== 'string') continue
    if (!codes.has(name)) codes.set(name, code)
    if (!codes.has(plainName(name))) codes.set(plainName(name), code)
  }
  return (name) => codes.get(name) ?? codes.get(plainName(name))
}
