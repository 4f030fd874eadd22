import type { VirtualItem } from '@tanstack/react-virtual'
import { describe, expect, it } from 'vitest'
import { createRowPlaces } from '../../../src/ui/row-places'

const count = 100_000
const overscan = 4

/** What is in sight: from the first to the last, both in it. */
const sight = (startIndex: number, endIndex: number, length = count) => ({
  startIndex,
  endIndex,
  overscan,
  count: length,
})
const row = (index: number): VirtualItem => ({
  index,
  key: index,
  start: index * 36,
  end: index * 36 + 36,
  size: 36,
  lane: 0,
})
const inPage = (rows: readonly VirtualItem[]): readonly number[] => rows.map(({ index }) => index)

describe('the places of rows in the page', () => {
  it('hold all rows in sight, and some beside them', () => {
    const { indexes } = createRowPlaces()
    const found = indexes(sight(500, 514))
    expect(found[0]).toBe(496)
    expect(found.at(-1)).toBeGreaterThanOrEqual(518)
  })

  it('are the same ones wherever one scrolls to', () => {
    const { indexes, of } = createRowPlaces()
    const placesAt = (start: number, end: number): readonly number[] =>
      indexes(sight(start, end))
        .map(of)
        .sort((a, b) => a - b)
    const first = placesAt(0, 13)
    for (const [start, end] of [
      [1, 15],
      [10, 24],
      [777, 790],
      [99_985, 99_999],
    ] as const)
      expect(placesAt(start, end)).toEqual(first)
    expect(new Set(first).size).toBe(first.length)
  })

  it('stop at the ends of the list', () => {
    const { indexes } = createRowPlaces()
    expect(indexes(sight(0, 13))[0]).toBe(0)
    expect(indexes(sight(99_986, 99_999)).at(-1)).toBe(99_999)
    expect(createRowPlaces().indexes(sight(0, 2, 3))).toEqual([0, 1, 2])
  })

  it('stay as they lie while one scrolls, and lie in their order once it rests', () => {
    const { indexes, of, inOrder } = createRowPlaces()
    const before = inOrder(indexes(sight(0, 13)).map(row), false)
    const after = indexes(sight(10, 23)).map(row)
    expect(inOrder(after, true).map(({ index }) => of(index))).toEqual(before.map(({ index }) => of(index)))
    expect(inPage(inOrder(after, false))).toEqual(inPage(after))
  })
})
