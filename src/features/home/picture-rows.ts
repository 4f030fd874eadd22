import type { Filter } from '../../storage/store'
import type { PictureCell } from '../../ui/chart/picture'

export type ShowRecords = (register: string, filters: readonly Filter[]) => void

/** A number of a picture: what it says, and the list that it opens. */
export const numberCell = (
  count: number,
  unit: string,
  name: string,
  open: (() => void) | undefined,
): PictureCell => ({
  text: String(count),
  words: `${name} ${String(count)} ${unit}`,
  ...(count === 0 ? {} : { open }),
})

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** 精准化 3 次、定制化 1 次; what there is none of is left out. */
export const spoken = (parts: readonly (readonly [name: string, count: number])[], unit: string): string =>
  parts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${String(count)} ${unit}`)
    .join('、')
