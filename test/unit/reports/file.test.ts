import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { read, type WorkBook } from 'xlsx'
import { reportOf } from '../../../src/reports/all'
import { contentOf, contentOfWorkbook, withHash } from '../../../src/workbook/meta'
import { readWorkbook } from '../../../src/xlsx/read'
import { writeWorkbook } from '../../../src/xlsx/write'
import { consortium, expert, organization, service } from '../support/records'
import { reportData, reportOptions } from '../support/report-data'

const long = '很长的名称'.repeat(60)
const factory = organization({ name: `=1+1 ${long}`, orgType: '企业' })
const person = expert({ name: '李四' })
const services = Array.from({ length: 60 }, (_, index) =>
  service({
    serviceDate: `2021-0${String(1 + (index % 6))}-1${String(index % 10)}`,
    served: [factory.id],
    experts: [person.id],
    hours: 1.5,
    topic: index === 0 ? `第一行\r\n第二行\u0007` : `主题${String(index)}`,
    people: { value: 20 + index, qualifier: index % 2 === 0 ? '精确' : '余' },
    result: '签订合同/协议',
    contractAmount: 1_234_500,
  }),
)
const data = reportData({
  services,
  organizations: [factory],
  experts: [person],
  consortia: [consortium({ name: '甲', status: '运行', founded: { value: '2021-04', precision: '月' } })],
})
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const written = async (code: string) => {
  const { workbook } = reportOf(code).build(data, reportOptions())
  const bytes = await writeWorkbook(withHash(workbook, sha256(contentOfWorkbook(workbook))))
  return { bytes, book: read(bytes, { cellFormula: true, cellNF: true }) }
}
const metaIn = (book: WorkBook): Readonly<Record<string, string>> => {
  const sheet = book.Sheets['_meta'] ?? {}
  const at = (place: string): string => String((sheet[place] as { readonly v?: unknown } | undefined)?.v)
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, row) => [at(`A${String(row + 1)}`), at(`B${String(row + 1)}`)]),
  )
}

describe('a report as a file', () => {
  test('keeps formulas with their values, fuzzy numbers as numbers and dates as dates', async () => {
    const { book } = await written('R05')
    const sheet = book.Sheets['科技服务记录明细表'] ?? {}
    const people = services.reduce((sum, { values }) => sum + (values.people?.value ?? 0), 0)
    expect(sheet['R65']).toMatchObject({ t: 'n', v: people, f: 'SUM(R5:R64)', z: '"不少于"#,##0' })
    expect(sheet['Q65']).toMatchObject({ t: 'n', f: 'SUM(Q5:Q64)', z: '#,##0.00' })
    expect(sheet['C5']).toMatchObject({ t: 'n', v: 44_206, z: 'yyyy"年"m"月"d"日"' })
    expect(
      Object.values(sheet).filter((cell) => (cell as { readonly z?: string }).z === '#,##0"余"'),
    ).toHaveLength(30)
  })

  test('keeps text that begins like a formula as text, however long', async () => {
    const { book } = await written('R05')
    expect(book.Sheets['科技服务记录明细表']?.['E5']).toMatchObject({ t: 's', v: `=1+1 ${long}` })
  })

  test('hides `_meta` so that no menu shows it', async () => {
    const { book } = await written('R07')
    const hidden = book.Workbook?.Sheets?.map(({ name, Hidden }) => [name, Hidden])
    expect(hidden).toEqual([
      ['R07 联合体建设情况表', 0],
      ['R07-1 成员名单', 0],
      ['指标解释', 0],
      ['_meta', 2],
    ])
  })

  test.each(['R05', 'R06', 'R07'])(
    '%s read back has the content of which the hash was taken',
    async (code) => {
      const { bytes, book } = await written(code)
      const grids = await readWorkbook(bytes, '报表.xlsx')
      if (!grids.ok) throw new Error(grids.message)
      const content = grids.sheets
        .filter(({ hidden }) => !hidden)
        .map(({ name, rows }) => contentOf(name, rows))
        .join('\n')
      expect(sha256(content)).toBe(metaIn(book)['sha256'])
      const changed = content.replace('永川区', '永州区')
      expect(sha256(changed)).not.toBe(metaIn(book)['sha256'])
    },
  )
})
