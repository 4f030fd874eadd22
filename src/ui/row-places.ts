import type { Range, VirtualItem } from '@tanstack/react-virtual'

/** Which rows are in the page, the place that each has there, and in which order they lie there. */
export interface RowPlaces {
  readonly indexes: (range: Range) => number[]
  readonly of: (index: number) => number
  readonly inOrder: (rows: readonly VirtualItem[], isScrolling: boolean) => readonly VirtualItem[]
}

/**
 * A row that comes into sight takes the place of one that goes, for to change a row is far less work than to make one and to
 * take one away. So there are always as many. Nor are they moved within the page while one scrolls, which is to take away
 * and to make, too: they lie there in their order again, for whoever reads them one after another, once it rests.
 */
export const createRowPlaces = (): RowPlaces => {
  let places = 1
  let resting: ReadonlyMap<number, number> = new Map()
  const of = (index: number): number => index % places
  const turn = ({ index }: VirtualItem): number => resting.get(of(index)) ?? places
  return {
    indexes: ({ startIndex, endIndex, overscan, count }) => {
      const needed = endIndex - startIndex + 1 + 2 * overscan
      // One more is in sight where the first and the last are cut.
      if (needed > places) places = needed + 1
      const length = Math.min(places, count)
      const from = Math.max(0, Math.min(startIndex - overscan, count - length))
      return Array.from({ length }, (_, at) => from + at)
    },
    of,
    inOrder: (rows, isScrolling) => {
      if (isScrolling) return rows.toSorted((a, b) => turn(a) - turn(b))
      resting = new Map(rows.map(({ index }, at) => [of(index), at]))
      return rows
    },
  }
}
