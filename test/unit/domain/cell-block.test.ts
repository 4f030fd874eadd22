import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBlock, writeBlock } from '../../../src/domain/cell-block'

describe('a block of cells on the clipboard', () => {
  test('comes as Excel writes it: line breaks and quotes inside a cell, one empty line at the end', () => {
    expect(readBlock('甲\t"两行\n""引""文"\t\r\n乙\t2\t3\r\n')).toEqual([
      ['甲', '两行\n"引"文', ''],
      ['乙', '2', '3'],
    ])
  })

  test('keeps a quote that belongs to the text', () => {
    expect(readBlock('5"管\t"科创中国"试点城市')).toEqual([['5"管', '"科创中国"试点城市']])
  })

  test('keeps empty rows in the middle and a single empty cell', () => {
    expect(readBlock('甲\n\n乙')).toEqual([['甲'], [''], ['乙']])
    expect(readBlock('\t')).toEqual([['', '']])
  })

  test('is read back as it was written, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', '1', '"', '\t', '\n', ' ', '=') })
    const block = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(block, (cells) => {
        expect(readBlock(writeBlock(cells).text)).toEqual(cells)
      }),
    )
  })

  test('does not let the text of a cell become part of the table', () => {
    const { html } = writeBlock([['<b>&']])
    expect(html).toContain('&lt;b&gt;&amp;')
    expect(html.match(/<td/gu)).toHaveLength(1)
  })
})
