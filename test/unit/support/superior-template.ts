import ExcelJS from 'exceljs'

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * A form as the superior sends it: titles, a heading of two rows, one framed row for data, totals, a signature line with a
 * stamp, a second sheet that counts over the first, lists, colours by rule, names, page breaks and a print area.
 */
export const superiorTemplate = async (
  change: (book: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void = () => undefined,
): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('服务统计', { pageSetup: { orientation: 'landscape' } })
  sheet.mergeCells('A1:H1')
  sheet.getCell('A1').value = '科技服务情况登记表'
  sheet.getCell('A1').font = { size: 18, bold: true }
  sheet.getCell('A2').value = '填报单位（盖章）：____________'
  sheet.getCell('E2').value = '所属期：{{所属期}}'
  const headings = ['序号', '服务日期', '服务对象', '服务', '', '受益人数', '合同金额（元）', '人均金额']
  headings.forEach((heading, index) => {
    sheet.getCell(3, index + 1).value = heading
  })
  sheet.getCell('D4').value = '主题'
  sheet.getCell('E4').value = '联系电话'
  sheet.mergeCells('D3:E3')
  for (const column of ['A', 'B', 'C', 'F', 'G', 'H']) sheet.mergeCells(`${column}3:${column}4`)
  for (let column = 1; column <= 8; column += 1) {
    for (const row of [3, 4, 5, 6]) {
      const cell = sheet.getCell(row, column)
      const thin = { style: 'thin' } as const
      cell.border = { top: thin, bottom: thin, left: thin, right: thin }
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
    }
    sheet.getColumn(column).width = 16
  }
  sheet.getRow(5).height = 31.5
  sheet.getCell('B5').numFmt = 'yyyy"年"m"月"d"日"'
  sheet.getCell('G5').numFmt = '#,##0.00'
  sheet.getCell('H5').value = { formula: 'IF(F5=0,0,G5/F5)' }
  sheet.getCell('A6').value = '合计'
  sheet.getCell('F6').value = { formula: 'SUM(F5:F5)' }
  sheet.getCell('G6').value = { formula: 'SUM(G5:G5)' }
  sheet.getCell('A8').value = '填报人：'
  sheet.getCell('E8').value = '填报日期：____'
  sheet.getCell('H8').value = '{{K11}}'
  sheet.getCell('A9').value = { text: '填报说明', hyperlink: 'https://example.org/' }
  sheet.mergeCells('A10:H10')
  sheet.getCell('A10').value = '注：本表由区县科协填报。'
  sheet.getCell('D5').dataValidation = { type: 'list', formulae: ['说明!$A$1:$A$2'] }
  sheet.addConditionalFormatting({
    ref: 'G5:G5',
    rules: [
      {
        type: 'cellIs',
        operator: 'greaterThan',
        formulae: ['100000'],
        priority: 1,
        style: { font: { color: { argb: 'FFFF0000' } } },
      },
    ],
  })
  sheet.pageSetup.printArea = 'A1:H10'
  sheet.pageSetup.printTitlesRow = '3:4'
  sheet.getRow(8).addPageBreak()
  const image = book.addImage({ buffer: dot as never, extension: 'png' })
  sheet.addImage(image, { tl: { col: 5.2, row: 6.5 }, ext: { width: 60, height: 60 } })
  const other = book.addWorksheet('说明')
  other.getCell('A1').value = '精准化'
  other.getCell('A2').value = '定制化'
  other.getCell('B1').value = { formula: "SUM('服务统计'!G5:G5)+服务统计!G6" }
  const third = book.addWorksheet('名单')
  third.getCell('A1').value = '不相干的表'
  book.definedNames.add('服务统计!$G$6', '合同总额')
  change(book, sheet)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
