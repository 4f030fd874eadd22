import { expect, test } from 'vitest'
import { faultWords, headingOf, lostOf } from '../../../src/features/opening/opening-words'

const lost = (seq: number) => ({ seq, title: `操作 ${String(seq)}`, at: '2021-05-06T08:00:00.000Z' })
const rebuilt = {
  kind: 'rebuilt',
  because: 'empty',
  entries: 3,
  records: 2,
  lost: [],
  agrees: true,
  folder: null,
  faults: [],
} as const

test('what is lost is named once, in its order, whoever noticed it', () => {
  const fault = { kind: 'journal', file: 'a', what: 'altered', lost: [lost(7), lost(6)] } as const
  const opening = { ...rebuilt, lost: [lost(6), lost(5)], faults: [fault] }
  expect(lostOf(opening).map(({ seq }) => seq)).toEqual([5, 6, 7])
  expect(headingOf(opening)).toBe('数据已恢复，但不完整')
})

test('the heading promises no more than is true', () => {
  expect(headingOf(rebuilt)).toBe('数据已全部恢复')
  expect(headingOf({ ...rebuilt, agrees: false })).toBe('数据已恢复，但不完整')
  expect(headingOf({ ...rebuilt, entries: 0, records: 0 })).toBe('没有能恢复的数据')
  const unreadable = { kind: 'journal', file: 'a', what: 'altered', lost: [], more: true } as const
  expect(headingOf({ ...rebuilt, faults: [unreadable] })).toBe('数据已恢复，但可能不完整')
})

test('a damaged file is named with what is wrong with it', () => {
  expect(faultWords({ kind: 'snapshot', file: 'damaged/12.snapshot', what: 'altered', lost: [] })).toBe(
    '快照 damaged/12.snapshot：内容损坏或被改动',
  )
})
