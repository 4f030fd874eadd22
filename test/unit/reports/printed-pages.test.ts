import { describe, expect, test } from 'vitest'
import { layOut, mostPrinted } from '../../../src/features/reports/page-layout'
import { printedPages } from '../../../src/features/reports/printed-pages'
import type { Sheet, Workbook } from '../../../src/workbook/model'

const print: NonNullable<Sheet['print']> = {
  paper: 'A4',
  orientation: 'landscape',
  margins: { top: 20, right: 20, bottom: 20, left: 20 },
  footer: '第 &P 页 共 &N 页',
}
const sheet = (name: string, rows: number, more: Partial<Sheet> = {}): Sheet => ({
  name,
  visibility: 'visible',
  columns: [{ width: 10 }],
  rows: Array.from({ length: rows }, (_, row) => ({
    cells: [{ value: row, role: 'body', format: 'integer' }],
    height: 36,
  })),
  merges: [],
  print,
  ...more,
})
const workbook = (...sheets: readonly Sheet[]): Workbook => ({
  title: '<b>甲&乙</b>',
  creator: '',
  createdAt: '2021-07-02T08:00:00.000Z',
  sheets,
})
const htmlOf = async (made: Workbook): Promise<string> => {
  const pages = printedPages(made)
  if (!pages.ok) throw new Error('too many')
  return pages.html.text()
}

describe('the pages that go to the printer', () => {
  test('are those of the preview, with their numbers, each on paper of its own', async () => {
    const tall = sheet('竖', 3, { print: { ...print, paper: 'A3', orientation: 'portrait' } })
    const html = await htmlOf(workbook(sheet('横', 30), tall))
    const wide = layOut(sheet('横', 30)).pages.length
    expect(html.match(/<div class="A4-landscape">/gu)).toHaveLength(wide)
    expect(html.match(/<div class="A3-portrait">/gu)).toHaveLength(1)
    expect(html).toContain(`第 ${String(wide)} 页 共 ${String(wide)} 页`)
    expect(html).toContain('@page A3-portrait { size: A3 portrait; margin: 0; }')
  })

  test('hold nothing that could be chosen or run, and no sheet that nobody sees', async () => {
    const hidden = sheet('_meta', 1, { visibility: 'veryHidden', rows: [{ cells: ['秘密'] }] })
    const text = sheet('文字', 1, { rows: [{ cells: ['<script>alert(1)</script>'] }] })
    const html = await htmlOf(workbook(text, hidden))
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<button')
    expect(html).not.toContain('秘密')
    expect(html).toContain('<title>&#60;b&#62;甲&#38;乙&#60;/b&#62;</title>')
  })

  test('are counted, and not made, where there are more than anybody prints', () => {
    expect(printedPages(workbook(sheet('长', 13 * (mostPrinted + 1))))).toEqual({
      ok: false,
      pages: layOut(sheet('长', 13 * (mostPrinted + 1))).pages.length,
    })
  })
})
