import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import {
  fillTemplate,
  formulaColumns,
  obstacleAt,
  openTemplate,
  preparedRows,
  type Template,
} from '../../../src/xlsx/fill-template'
import { shiftFormula, translateFormula } from '../../../src/xlsx/shift-refs'
import { superiorTemplate } from '../support/superior-template'
import { partsOf, workbookParts, zipOf } from '../support/zip'

const place = { sheet: '服务统计', first: 4, last: 4 }

const opened = async (bytes: Uint8Array): Promise<Template> => {
  const answer = await openTemplate(bytes, '模板.xlsx')
  if (!answer.ok) throw new Error(answer.message)
  return answer.template
}

const rows = [
  [1, { value: '2021-04-12', format: 'date' }, '重庆甲一机械有限公司', '=1+1', '013800138603', 12, 120_000],
  [2, { value: '2021-05-12', format: 'date' }, '乙', '@题', '-', { value: 200, suffix: '余' }, 80_000.5],
  [3, { value: '2021年5月', format: 'text' }, '丙', '+丁', null, null, null],
] as const

const fill = async (template: Template, given: typeof rows | readonly [] = rows): Promise<Uint8Array> =>
  fillTemplate(template, {
    place,
    columns: [0, 1, 2, 3, 4, 5, 6],
    rows: given,
    textFor: (text) => (text === '填报人：' ? '填报人：张三' : undefined),
  })

const read = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  return book
}

describe('a template that is filled', () => {
  test('has one row a record in the look of its first row, values of their kinds, and formulas copied down', async () => {
    const template = await opened(await superiorTemplate())
    expect([obstacleAt(template, place), formulaColumns(template, place)]).toEqual([undefined, [7]])
    expect(preparedRows(template, place.sheet, 4, () => false)).toBe(1)
    const sheet = (await read(await fill(template))).getWorksheet('服务统计')
    const at = (address: string) => sheet?.getCell(address)
    expect(at('B5')?.value).toEqual(new Date('2021-04-12'))
    expect([at('A7')?.value, at('D5')?.value, at('D6')?.value, at('D7')?.value]).toEqual([
      3,
      '=1+1',
      '@题',
      '+丁',
    ])
    expect([at('E5')?.value, at('F6')?.value, at('G6')?.value, at('B7')?.value]).toEqual([
      '013800138603',
      '200余',
      80_000.5,
      '2021年5月',
    ])
    expect([at('H5')?.formula, at('H7')?.formula]).toEqual(['IF(F5=0,0,G5/F5)', 'IF(F7=0,0,G7/F7)'])
    expect([at('G7')?.numFmt, at('C7')?.border.left?.style, sheet?.getRow(7).height]).toEqual([
      '#,##0.00',
      'thin',
      31.5,
    ])
  })

  test('moves what stands below, and what counted over the rows counts over all of them', async () => {
    const book = await read(await fill(await opened(await superiorTemplate())))
    const sheet = book.getWorksheet('服务统计')
    const at = (address: string) => sheet?.getCell(address)
    expect([at('A8')?.value, at('G8')?.formula, at('A10')?.value]).toEqual([
      '合计',
      'SUM(G5:G7)',
      '填报人：张三',
    ])
    expect([at('A12')?.isMerged, at('H12')?.isMerged, at('A10')?.isMerged]).toEqual([true, true, false])
    expect(at('A11')?.hyperlink).toBe('https://example.org/')
    expect([at('D7')?.dataValidation.formulae, at('D8')?.dataValidation]).toEqual([
      ['说明!$A$1:$A$2'],
      undefined,
    ])
    expect(Reflect.get(sheet ?? {}, 'conditionalFormattings')).toMatchObject([{ ref: 'G5:G7' }])
    expect(sheet?.pageSetup).toMatchObject({ printArea: 'A1:H12', printTitlesRow: '3:4' })
    expect(sheet?.getImages()[0]?.range.tl.nativeRow).toBe(8)
    expect(book.getWorksheet('说明')?.getCell('B1').formula).toBe("SUM('服务统计'!G5:G7)+服务统计!G8")
    expect(book.definedNames.getRanges('合同总额').ranges).toEqual(["'服务统计'!$G$8"])
  })

  test('keeps every other part to the byte', async () => {
    const bytes = await superiorTemplate()
    const [before, after] = [partsOf(bytes), partsOf(await fill(await opened(bytes)))]
    const changed = Object.keys(before).filter(
      (name) => !Buffer.from(before[name] ?? []).equals(Buffer.from(after[name] ?? [])),
    )
    expect(changed.toSorted()).toEqual([
      'xl/drawings/drawing1.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ])
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect(new TextDecoder().decode(after['xl/workbook.xml'])).toContain('fullCalcOnLoad="1"')
  })

  test('without records keeps its one row blank, and the same data give the same bytes', async () => {
    const template = await opened(await superiorTemplate())
    const sheet = (await read(await fill(template, []))).getWorksheet('服务统计')
    expect([sheet?.getCell('C5').value, sheet?.getCell('A6').value, sheet?.getCell('G6').formula]).toEqual([
      null,
      '合计',
      'SUM(G5:G5)',
    ])
    expect(Buffer.from(await fill(template)).equals(Buffer.from(await fill(template)))).toBe(true)
  })
})

describe('a template with three rows made for data, formulas that share one text, and a page break', () => {
  const cell = (at: string, inner: string): string => `<c r="${at}">${inner}</c>`
  const text = (at: string, words: string): string =>
    `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`
  const shared = (at: string, first = ''): string =>
    cell(
      at,
      first === ''
        ? '<f t="shared" si="0"/><v>0</v>'
        : `<f t="shared" ref="C2:C5" si="0">${first}</f><v>0</v>`,
    )
  const row = (number: number, cells: string): string => `<row r="${String(number)}">${cells}</row>`
  const sheet = `<sheetData>${row(1, text('A1', '名称') + text('B1', '数量') + text('C1', '两倍'))}${row(
    2,
    text('A2', '例') + cell('B2', '<v>9</v>') + shared('C2', 'B2*2'),
  )}${row(3, shared('C3'))}${row(4, shared('C4'))}${row(5, text('A5', '合计') + cell('B5', '<f>SUM(B2:B4)</f>') + shared('C5'))}</sheetData><mergeCells count="1"><mergeCell ref="A6:C6"/></mergeCells><rowBreaks count="1" manualBreakCount="1"><brk id="5" max="16383" man="1"/></rowBreaks>`
  const made = async (count: number): Promise<string> => {
    const answer = await openTemplate(zipOf(workbookParts(sheet)), '表.xlsx')
    if (!answer.ok) throw new Error(answer.message)
    const bytes = await fillTemplate(answer.template, {
      place: { sheet: '台账', first: 1, last: 3 },
      columns: [0, 1],
      rows: Array.from({ length: count }, (_, index) => [`甲${String(index + 1)}`, index + 1]),
      textFor: () => undefined,
    })
    return new TextDecoder().decode(partsOf(bytes)['xl/worksheets/sheet1.xml'])
  }
  const formulas = (xml: string): readonly string[] =>
    [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)<\/f><\/c>/gu)].map(
      ([, at = '', own = '']) => `${at}=${own}`,
    )

  test('with fewer records keeps its rows, and nothing of the example stays', async () => {
    const xml = await made(2)
    expect(formulas(xml)).toEqual(['C2=B2*2', 'C3=B3*2', 'C4=B4*2', 'B5=SUM(B2:B4)', 'C5=B5*2'])
    expect([xml.includes('例'), xml.includes('<c r="A4"/>'), xml.includes('ref="A6:C6"')]).toEqual([
      false,
      true,
      true,
    ])
  })

  test('with more records gets rows below its last one', async () => {
    const xml = await made(5)
    expect(formulas(xml)).toEqual([
      'C2=B2*2',
      'C3=B3*2',
      'C4=B4*2',
      'C5=B5*2',
      'C6=B6*2',
      'B7=SUM(B2:B6)',
      'C7=B7*2',
    ])
    expect([xml.includes('ref="A8:C8"'), xml.includes('<brk id="7"')]).toEqual([true, true])
  })
})

describe('what cannot be kept is refused', () => {
  const refusal = async (bytes: Uint8Array, name = '模板.xlsx') => {
    const answer = await openTemplate(bytes, name)
    const found = answer.ok ? obstacleAt(answer.template, place) : answer
    return `${found?.message ?? ''}${found?.advice ?? ''}`
  }
  test('a protected sheet', async () => {
    const parts = { ...partsOf(await superiorTemplate()) }
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
    const locked = zipOf({
      ...parts,
      'xl/worksheets/sheet1.xml': sheet.replace('</sheetData>', '</sheetData><sheetProtection sheet="1"/>'),
    })
    expect(await refusal(locked)).toMatch(/设有保护.*撤消工作表保护/u)
  })
  test('macros, pivot tables, damaged files and files of other kinds', async () => {
    const bytes = await superiorTemplate()
    const parts = partsOf(bytes)
    expect(await refusal(zipOf({ ...parts, 'xl/vbaProject.bin': 'x' }), '模板.xlsm')).toMatch(/带有宏/u)
    expect(await refusal(zipOf({ ...parts, 'xl/pivotTables/pivotTable1.xml': '<x/>' }))).toMatch(/透视表/u)
    expect(await refusal(bytes.slice(0, bytes.length / 2))).toMatch(/不完整或已损坏/u)
    expect(await refusal(new TextEncoder().encode('序号,名称\n1,甲\n'), '表.csv')).toMatch(/不是 \.xlsx/u)
  })
  test('comments beside or below the rows, and array formulas', async () => {
    const noted = await superiorTemplate((_, sheet) => {
      sheet.getCell('A6').note = '请核对'
    })
    expect(await refusal(noted)).toMatch(/批注/u)
    const arrayed = await superiorTemplate((_, sheet) => {
      sheet.getCell('C6').value = { formula: 'F5:F6', ref: 'C6:C7', shareType: 'array' } as never
    })
    expect(await refusal(arrayed)).toMatch(/数组公式/u)
  })
})

test.each([
  ['SUM(C5:C5)', 'SUM(C5:C7)'],
  ['SUM(C2:C5)/$D$6', 'SUM(C2:C7)/$D$8'],
  ['C5+C6&"C6:C9"', 'C5+C8&"C6:C9"'],
  ['SUM(5:5)+LOG10(A6)+表!A6', 'SUM(5:7)+LOG10(A8)+表!A6'],
  ["'服 务'!A6+[1]服务!A6", "'服 务'!A6+[1]服务!A6"],
  ['SUM(服务!A4:服务!A6)', 'SUM(服务!A4:服务!A8)'],
])('with two rows put in below row 5, %s becomes %s', (before, after) => {
  expect(shiftFormula(before, { below: 4, count: 2 }, { sheet: '服务', isOwn: true })).toBe(after)
})

test('a formula copied three rows down takes along what is not fixed', () => {
  expect(translateFormula('A5+$B5+C$9+$D$1&"A5"', 3)).toBe('A8+$B8+C$9+$D$1&"A5"')
})
