import { expect, test } from 'vitest'
import { metaSheet, readMeta, recordIdsIn } from '../../../src/workbook/meta'
import { type Cell, plain } from '../../../src/workbook/model'

const textOf = (cell: Cell): string => String(plain(cell).value)
const facts = { report: 'R14' }
const counted = Array.from({ length: 2000 }, (_, index) => ({
  id: `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
}))
const marked = { id: 'a', version: 2, code: 'FW-500118-2021-0001', marks: '0123456' }

test('`_meta` lists every record that a workbook counts, thousands of those without a row of their own in a few cells', () => {
  const sheet = metaSheet(facts, [marked, ...counted])
  const workbook = { title: '', creator: '', createdAt: '2021-07-02T08:00:00.000Z', sheets: [sheet] }
  expect(recordIdsIn(workbook)).toEqual(['a', ...counted.map(({ id }) => id)])
  expect(sheet.rows.length).toBeLessThan(10)
  for (const { cells } of sheet.rows)
    for (const cell of cells) expect(textOf(cell).length).toBeLessThan(32_767)
})

test('only the records with a row of their own come back, and a count that was changed is noticed', () => {
  const { name, rows } = metaSheet(facts, [marked, ...counted])
  const grid = (change: (text: string) => string) => [
    {
      name,
      hidden: true,
      rows: rows.map(({ cells }) => cells.map((cell) => change(textOf(cell)))),
      merges: [],
      dates: new Set<number>(),
    },
  ]
  const read = readMeta(grid((text) => text))
  expect(read?.trouble).toBeUndefined()
  expect(read?.records.map(({ id }) => id)).toEqual(['a'])
  expect(read?.facts).toEqual(expect.objectContaining({ report: 'R14' }))
  expect(readMeta(grid((text) => text.replace('-000000001999', '-000000002999')))?.trouble).toBe('altered')
})
