import { expect, test } from 'vitest'
import { newId } from '../../../src/storage/new-id'
import { createFold } from '../../../src/storage/rebuild'

test('an entry with more changes than a call takes arguments is read back whole', () => {
  const count = 150_000
  const batch = {
    id: newId(),
    seq: 1,
    kind: 'import',
    title: '导入',
    at: '2021-07-02T08:00:00.000Z',
    by: '张三',
  }
  const fold = createFold()
  fold.take(JSON.stringify({ batch: { ...batch, device: 'd', count } }))
  for (let index = 0; index < count; index += 1) {
    const change = { id: `c${String(index)}`, register: 'experts', record: `r${String(index)}`, version: 1 }
    fold.take(JSON.stringify({ ...change, action: 'create', fields: { name: [null, '李四'] } }))
  }
  fold.take(JSON.stringify({ end: 1, mark: null }))
  expect([fold.entries(), fold.records().length, fold.history().length]).toEqual([1, count, count])
  expect(fold.flush().packs.reduce((sum, { lines }) => sum + lines.split('\n').length, 0)).toBe(count)
})
