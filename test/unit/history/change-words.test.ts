import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/domain/history'
import { consortia } from '../../../src/domain/registers/consortia'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { changedParts, partsWords } from '../../../src/features/history/change-words'

const change = (fields: Change['fields'], action: Change['action'] = 'update'): Change => ({
  id: 'c',
  register: 'serviceRecords',
  record: 'r',
  action,
  version: 2,
  fields,
})

describe('a change in words', () => {
  test('shows money in 万元, fuzzy numbers as written, links by name and empties as empty', () => {
    const parts = changedParts(
      serviceRecords,
      change({
        contractAmount: [undefined, 3_500_000],
        people: [
          { value: 200, qualifier: '余' },
          { value: 60, qualifier: '约' },
        ],
        served: [['o1'], ['o1', 'o2']],
        '@remark': ['旧备注', undefined],
        '@districtCode': ['500118', '500106'],
      }),
      { o1: '甲厂', o2: '乙厂（已删除）', '500118': '永川区', '500106': '沙坪坝区' },
    )
    expect(parts.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['服务对象', '甲厂', '甲厂、乙厂（已删除）'],
      ['受益人数', '200余 人次', '约60 人次'],
      ['合同金额', '', '3.50 万元'],
      ['备注', '旧备注', ''],
      ['所属地区', '永川区', '沙坪坝区'],
    ])
  })

  test('of a new record leaves out what goes without saying', () => {
    const fields = {
      topic: [undefined, '检测'],
      '@code': [undefined, 'FW-1'],
      '@isSample': [undefined, false],
    } as const
    expect(changedParts(serviceRecords, change(fields, 'create'), {}).map(({ name }) => name)).toEqual([
      'topic',
    ])
  })

  test('of child rows tells those that came, went or changed, and how many did not', () => {
    const row = (organization: string, role: string) => ({ organization, role })
    const names = { a: '甲厂', b: '乙大学', c: '丙银行' }
    const [before, after] = partsWords(
      consortia,
      'members',
      [
        [row('a', '产'), row('b', '学')],
        [row('a', '产'), row('b', '研'), row('c', '金')],
      ],
      names,
    )
    expect(before).toBe('成员单位：乙大学，角色：学\n（另 1 个成员相同）')
    expect(after).toBe('成员单位：乙大学，角色：研\n成员单位：丙银行，角色：金\n（另 1 个成员相同）')
  })

  test('a field that there is no more, or whose kind changed, is shown as it lies there', () => {
    expect(partsWords(serviceRecords, 'gone', ['旧值', 7], {})).toEqual(['旧值', '7'])
    expect(partsWords(serviceRecords, 'contractAmount', ['三万五', undefined], {})).toEqual(['三万五', ''])
  })

  test('a deletion is where the record lies', () => {
    expect(partsWords(serviceRecords, '@deletedAt', [null, '2021-05-06T08:00:00.000Z'], {})).toEqual([
      '台账中',
      '回收站（2021-05-06 16:00 删除）',
    ])
  })
})
