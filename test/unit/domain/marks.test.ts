import { anything, assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, withRecords } from '../../../src/domain/history'
import type { LedgerRecord } from '../../../src/domain/record'

const record: LedgerRecord = {
  id: '01a21874-d443-7000-95c7-8ec4fe9b2368',
  code: 'FW-500118-2021-0007',
  districtCode: '500118',
  confidentiality: '内部',
  remark: '“引号”"\\\n换行😀',
  isSample: false,
  createdAt: '2021-04-08T01:00:00.000Z',
  createdBy: '张三',
  updatedAt: '2021-04-08T01:00:00.000Z',
  updatedBy: '张三',
  version: 1,
  deletedAt: null,
  values: {
    topic: '主轴温升治理',
    people: { value: 200, qualifier: '余' },
    served: ['a', 'b'],
    hours: 3.5,
    isVolunteer: true,
  },
}

test('the mark of a record is what it was in every version: journals that lie on disks say it', () => {
  const made = withRecords({}, [{ register: 'serviceRecords', before: undefined, after: record }])
  expect(made).toEqual({ serviceRecords: { count: 1, hash: [1066667277, 1630221220] } })
  const changed = withRecords({ serviceRecords: { count: 3, hash: [1, 2] } }, [
    { register: 'serviceRecords', before: record, after: { ...record, version: 2 } },
  ])
  expect(changed).toEqual({ serviceRecords: { count: 3, hash: [2925084714, 4196694242] } })
})

/** The same, one part after another. */
const spelledOut = (value: unknown): string => {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(spelledOut).join(',')}]`
  const parts = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const part: unknown = Reflect.get(value, name)
      return part === undefined ? [] : [`${JSON.stringify(name)}:${spelledOut(part)}`]
    })
  return `{${parts.join(',')}}`
}

test('the canonical text has the names of every object in order, whatever they are called', () => {
  const plain = anything({ withNullPrototype: true, maxDepth: 4 })
  assert(property(plain, (value) => canonical(value) === spelledOut(value)))
  const odd: unknown = JSON.parse('{"b":1,"10":2,"9":3,"__proto__":{"x":[{"2":1,"1":2}]},"a":{"":0}}')
  expect(canonical(odd)).toBe('{"10":2,"9":3,"__proto__":{"x":[{"1":2,"2":1}]},"a":{"":0},"b":1}')
})
