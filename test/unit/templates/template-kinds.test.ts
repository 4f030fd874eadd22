import { describe, expect, test } from 'vitest'
import { fillTemplate, obstacleAt, openTemplate } from '../../../src/xlsx/fill-template'
import { type RichOptions, richParts, richTemplate } from '../support/rich-template'
import { schemaFaults } from '../support/schema-faults'
import { partsOf, zipOf } from '../support/zip'

const rows = [
  [{ value: '2021-04-12', format: 'date' }, '主轴温升治理', 2],
  [{ value: '2021-05-12', format: 'date' }, '菌种筛选', 1.5],
  [{ value: '2021-06-12', format: 'date' }, '主轴温升治理', 3],
] as const

/** The parts before and after three records went into the one row that was made for data. */
const filled = async (options: RichOptions = {}) => {
  const bytes = richTemplate(options)
  const opened = await openTemplate(bytes, '模板.xlsx')
  if (!opened.ok) throw new Error(opened.message)
  const place = { sheet: options.sheet ?? '服务', first: 1, last: 1 }
  expect(obstacleAt(opened.template, place)).toBeUndefined()
  const filling = { place, columns: [0, 1, 2], rows, textFor: () => undefined }
  const done = await fillTemplate(opened.template, filling)
  const [before, after] = [partsOf(bytes), partsOf(done)]
  const part = (name: string): string => new TextDecoder().decode(after[name])
  const changed = Object.keys(before)
    .filter((name) => !Buffer.from(before[name] ?? []).equals(Buffer.from(after[name] ?? [])))
    .toSorted()
  return { bytes, done, part, changed, names: Object.keys(after) }
}

const alwaysChanged = [
  'xl/charts/chart1.xml',
  'xl/drawings/drawing1.xml',
  'xl/workbook.xml',
  'xl/worksheets/sheet1.xml',
  'xl/worksheets/sheet2.xml',
]

describe('a template with a filter, a chart, and rules and lists of the newer kind', () => {
  test('keeps them over all rows, what is drawn below goes down, and the rest keeps its bytes', async () => {
    const { part, changed } = await filled()
    expect(changed).toEqual(alwaysChanged)
    const sheet = part('xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<autoFilter ref="A1:C4"/>')
    expect(part('xl/workbook.xml')).toContain(`>'服务'!$A$1:$C$4</definedName>`)
    expect(part('xl/workbook.xml')).toContain(`>'服务'!$C$2:$C$4</definedName>`)
    expect([...sheet.matchAll(/<xm:sqref>([^<]*)</gu)].map(([, area]) => area)).toEqual(['C2:C4', 'B2:B4'])
    expect(sheet).toContain('<xm:f>选项!$A$1:$A$2</xm:f>')
    const chart = part('xl/charts/chart1.xml')
    expect([...chart.matchAll(/<c:f>([^<]*)</gu)].map(([, area]) => area)).toEqual([
      "'服务'!$B$2:$B$4",
      "'服务'!$C$2:$C$4",
    ])
    expect([...part('xl/drawings/drawing1.xml').matchAll(/<xdr:row>(\d+)</gu)].map(([, row]) => row)).toEqual(
      ['7', '17'],
    )
    expect(part('xl/worksheets/sheet2.xml')).toContain("SUM('服务'!C2:C4)")
  })
})

describe('a template with a table of Excel’s own', () => {
  test('has all rows in the table, its totals below, and nothing else is changed', async () => {
    const { part, changed } = await filled({ table: true })
    expect(changed).toEqual([...alwaysChanged, 'xl/tables/table1.xml'].toSorted())
    expect(part('xl/tables/table1.xml')).toContain('ref="A1:C5" totalsRowCount="1"')
    expect(part('xl/tables/table1.xml')).toContain('<autoFilter ref="A1:C4"/>')
    expect(part('xl/worksheets/sheet1.xml')).toContain('<c r="C5"><f>SUM(C2:C4)</f></c>')
  })
})

test('where days count from 1904 they are counted from there', async () => {
  const day = async (from1904: boolean): Promise<number> => {
    const { part } = await filled({ from1904 })
    return Number(/<c r="A2"[^>]*><v>(\d+)</u.exec(part('xl/worksheets/sheet1.xml'))?.[1])
  }
  expect(await day(false)).toBe(44_298)
  expect(await day(true)).toBe(44_298 - 1462)
})

test.each(['服务 （一季度）', '[草稿] 服务', "O'Brien 的表", '2021年!'])(
  'a sheet called “%s” is filled, and formulas of other sheets still find it',
  async (sheet) => {
    const { part, done } = await filled({ sheet })
    const name = `'${sheet.replaceAll("'", "''")}'`
    expect(part('xl/worksheets/sheet2.xml')).toContain(`SUM(${name}!C2:C4)`)
    expect(part('xl/charts/chart1.xml')).toContain(`${name}!$C$2:$C$4`)
    // A sheet with square brackets is opened by programs though their own dialogs refuse the name.
    if (!sheet.includes('[')) expect(await schemaFaults(done)).toEqual([])
  },
)

test.each([{}, { table: true }, { from1904: true }])(
  'a filled template is as right by the schema as it was before: %o',
  async (options) => {
    const { bytes, done } = await filled(options)
    expect(await schemaFaults(bytes)).toEqual([])
    expect(await schemaFaults(done)).toEqual([])
  },
)

describe('what is refused is said in words with the way out', () => {
  const said = async (parts: Readonly<Record<string, string>>): Promise<string> => {
    const opened = await openTemplate(zipOf(parts), '模板.xlsx')
    const found = opened.ok ? obstacleAt(opened.template, { sheet: '服务', first: 1, last: 1 }) : opened
    return found === undefined ? '' : `${found.message}｜${found.advice}`
  }
  const withSheet = (change: (xml: string) => string): Readonly<Record<string, string>> => {
    const parts = richParts()
    return { ...parts, 'xl/worksheets/sheet1.xml': change(parts['xl/worksheets/sheet1.xml'] ?? '') }
  }

  test('a protected sheet; one whose protection is off is none', async () => {
    const locked = (on: string): Readonly<Record<string, string>> =>
      withSheet((xml) =>
        xml.replace('</sheetData>', `</sheetData><sheetProtection sheet="${on}" objects="1"/>`),
      )
    expect(await said(locked('1'))).toBe(
      '工作表“服务”设有保护，不能改动。｜请在 Excel 或 WPS 中点“审阅—撤消工作表保护”，另存后再选择；密码请向上级索取。',
    )
    expect(await said(locked('0'))).toBe('')
  })

  test('macros, a digital signature and embedded objects', async () => {
    expect(await said({ ...richParts(), 'xl/vbaProject.bin': 'x' })).toMatch(/^“模板\.xlsx”带有宏.*｜.*另存/u)
    expect(await said({ ...richParts(), '_xmlsignatures/sig1.xml': '<x/>' })).toMatch(/数字签名.*｜.*索取/u)
    const objects = withSheet((xml) => xml.replace('<extLst>', '<oleObjects/><extLst>'))
    expect(await said(objects)).toMatch(/控件或嵌入的对象.*｜.*另存/u)
  })

  test('a file that was cut off or is no workbook', async () => {
    const whole = richTemplate()
    for (const bytes of [whole.slice(0, 900), new Uint8Array(), new TextEncoder().encode('%PDF-1.7')]) {
      const opened = await openTemplate(bytes, '模板.xlsx')
      if (opened.ok) throw new Error('It was opened.')
      expect(opened.message).toContain('模板.xlsx')
      expect(opened.advice.length).toBeGreaterThan(5)
    }
  })
})
