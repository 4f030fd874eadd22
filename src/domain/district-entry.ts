import type { Values } from './field'

/** A district as other records refer to it: by its code, and only while it is in force. */
export interface DistrictEntry {
  readonly code: string
  /** 简称 */
  readonly name: string
  /** ISO days; in force from the first to the day before the second. */
  readonly validFrom?: string
  readonly validTo?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The entry of a record of 试点地区. */
export const districtEntry = ({
  code,
  values,
}: {
  readonly code: string
  readonly values: Values
}): DistrictEntry => {
  const validFrom = text(values.validFrom)
  const validTo = text(values.validTo)
  return {
    code,
    name: text(values.shortName) ?? text(values.name) ?? code,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  }
}

export const isInForce = ({ validFrom, validTo }: DistrictEntry, day: string): boolean =>
  (validFrom === undefined || day >= validFrom) && (validTo === undefined || day < validTo)

/** Choices of a select: those in force on the day first, the others say why they are not. */
export const districtChoices = (
  entries: readonly DistrictEntry[],
  day: string,
): readonly { readonly value: string; readonly label: string }[] => {
  const inForce = entries.filter((entry) => isInForce(entry, day))
  const others = entries.filter((entry) => !isInForce(entry, day))
  return [
    ...inForce.map(({ code, name }) => ({ value: code, label: name })),
    ...others.map((entry) => ({ value: entry.code, label: `${entry.name}（${whyNot(entry, day)}）` })),
  ]
}

const whyNot = ({ validFrom, validTo }: DistrictEntry, day: string): string =>
  validTo !== undefined && day >= validTo ? `${validTo} 停用` : `${validFrom ?? ''} 启用`

/** Why a record of this day cannot be one of the district, and the way out. */
export const outOfForce = (entry: DistrictEntry, day: string): string | undefined => {
  if (isInForce(entry, day)) return undefined
  const { name, validFrom, validTo } = entry
  const when =
    validTo !== undefined && day >= validTo ? `自 ${validTo} 起停用` : `自 ${validFrom ?? ''} 起才启用`
  return `${name}${when}，${day} 的记录请改选所属地区；日期有误请先在“试点地区”中更正。`
}
