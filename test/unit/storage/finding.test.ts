import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { entriesOf, entriesOfAll } from '../../../src/storage/finding'
import { newId } from '../../../src/storage/new-id'
import { toStored } from '../../../src/storage/stored-record'

const services = registers.find(({ name }) => name === 'serviceRecords')

test('the entries of many records are those of each, in order', () => {
  if (services === undefined) throw new Error('No register of services')
  const rows = Array.from({ length: 300 }, (_, index) =>
    toStored(
      services,
      {
        id: newId(),
        code: `FW-500118-2021-${String(index).padStart(4, '0')}`,
        districtCode: index % 7 === 0 ? '500151' : '500118',
        confidentiality: '内部',
        isSample: index % 11 === 0,
        createdAt: '2021-04-08T01:00:00.000Z',
        createdBy: '张三',
        updatedAt: '2021-04-08T01:00:00.000Z',
        updatedBy: '张三',
        version: 1,
        deletedAt: index % 13 === 0 ? '2021-05-01T01:00:00.000Z' : null,
        values: {
          serviceDate: `2021-04-${String(1 + (index % 28)).padStart(2, '0')}`,
          topic: `主题${String(index % 40)}`,
          served: [`organization ${String(index % 9)}`],
          experts: [`expert ${String(index % 5)}`, `expert ${String(index % 3)}`],
        },
      },
      '2021-06-01',
    ),
  )
  expect(entriesOfAll(rows)).toEqual(rows.flatMap(entriesOf).sort())
})

test('ids are UUIDs of version 7, each behind those made before it', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u)
})
