import { describe, expect, test } from 'vitest'
import { headingsOf, heldCells, readRow } from '../../../src/domain/cell-entry'
import { errorAt, gapAt, warningAt } from '../../../src/domain/issue'
import { experts } from '../../../src/domain/registers/experts'
import { organizations } from '../../../src/domain/registers/organizations'
import { serviceRecords } from '../../../src/domain/registers/service-records'

const nobody = () => new Map()

describe('texts of a row', () => {
  test('become values as the form reads them; what cannot be read keeps its text and says why', () => {
    const row = readRow(
      serviceRecords,
      { mode: '精准化' },
      {
        serviceDate: '4月8日',
        people: '200余人',
        mode: '精准化',
        topic: ' 讲座 ',
        agenda: 'x',
        served: '甲公司',
      },
      2021,
      () => new Map([['甲公司', { id: 'a' }]]),
    )
    expect(row.values).toMatchObject({
      serviceDate: '2021-04-08',
      topic: '讲座',
      served: ['a'],
    })
    // What stands there already is no change.
    expect(row.changed).not.toContain('mode')
    expect(row.bad.agenda).toEqual({ text: 'x', reason: '这一列不能在表格中填写' })
  })

  test('name the records that they link to, and say so when a name is unknown', () => {
    const texts = { workOrganization: '甲大学' }
    expect(readRow(experts, {}, texts, 2021, nobody).bad.workOrganization?.reason).toContain('甲大学')
    const answers = () => new Map([['甲大学', { reason: '有 2 家“甲大学”' }]])
    expect(readRow(experts, {}, texts, 2021, answers).bad.workOrganization?.reason).toBe('有 2 家“甲大学”')
  })
})

describe('issues of a row', () => {
  test('hold the cells that they name; what was amiss before and what only warns hold none', () => {
    const old = errorAt('creditCode', '校验位不符。')
    const issues = [old, errorAt('name', '太长。'), warningAt('size', '请核对。')]
    expect(heldCells(['name', 'size'], issues, [old])).toEqual({ name: '太长。' })
  })

  test('hold all that was changed when they name another field', () => {
    expect(heldCells(['orgType', 'size'], [gapAt('industrySection', '请填写行业门类。')], [])).toEqual({
      orgType: '请填写行业门类。',
      size: '请填写行业门类。',
    })
  })
})

describe('the first row of a block', () => {
  test('is a row of headings when all its cells name fields', () => {
    expect(headingsOf(organizations, ['单位名称', '', '上年营业收入（万元）'])).toEqual([
      'name',
      undefined,
      'revenue',
    ])
  })

  test('is none when one of them is a value, or there is only one', () => {
    expect(headingsOf(organizations, ['机构全称', '甲公司'])).toBeUndefined()
    expect(headingsOf(organizations, ['机构全称'])).toBeUndefined()
  })
})
