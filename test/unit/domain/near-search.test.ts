import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileNear } from '../../../src/domain/near-search'
import { compileQuery, searchable } from '../../../src/domain/search'

const errorsIn = (query: string, text: string): number | undefined => compileNear(query)(searchable(text))

test.each([
  ['服务纪录', '服务记录', 0],
  ['备分', '备份与恢复', 0],
  ['王健国', '王建国', 0],
  ['蓝机动力', '南极动力', 0],
  ['铜凉区', '铜梁区', 0],
  ['示例电字信西', '示例电子信息产业专家服务队', 0],
  ['示例电于信息', '示例电子信息产业专家服务队', 1],
  ['永川气车零部', '永川汽车零部件', 0],
  ['永川车零部件', '永川汽车零部件', 1],
  ['永川的汽车零部件', '永川汽车零部件', 1],
  ['yongchaun', '永川区', 2],
  ['chongqin', '重庆', 0],
  ['zongqing', '重庆', 0],
  ['lanpeng', '南朋', 0],
  ['shiyangongsi', '实验公司', 0],
  ['13800000012', '电话 13800000013', 1],
  ['1380000001', '电话 1380000-0013', 0],
  ['xq50011820210009', 'XQ-500118-2021-0009', 0],
  ['永川（电器）厂', '永川电器厂', 0],
  ['永穿 精准', '永川区\n精准化', 0],
])('“%s” is near to %s with %i errors', (query, text, errors) => expect(errorsIn(query, text)).toBe(errors))

test.each([
  ['永川', '铜梁'],
  ['王建国', '王小国'],
  ['服务器', '服务记录'],
  ['fwjk', '服务记录'],
  ['138001', '138002'],
  ['电子信息', '机械制造'],
  ['电子\n信息', '电\n子信\n息'],
  ['', '什么都行'],
  ['---', '什么都行'],
])('“%s” is not near to %s', (query, text) => expect(errorsIn(query, text)).toBeUndefined())

const signs = '重庆长城永川一安女ab19'.split('')

test('what a plain search finds by whole characters is near without an error', () => {
  const text = fc.string({ unit: fc.constantFrom(...signs, ' '), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(text, fc.nat(11), fc.integer({ min: 1, max: 8 }), (whole, from, length) => {
      const query = whole.slice(from, from + length)
      fc.pre(query.trim() !== '')
      expect(compileQuery(query)(whole)).toBe(true)
      expect(compileNear(query)(whole)).toBe(0)
    }),
  )
})

/** Edits from the word to some part of the text, by the table of the books. */
const distance = (word: string, text: string): number => {
  let row = Array.from({ length: word.length + 1 }, (_, at) => at)
  let least = word.length
  for (const sign of text) {
    const next = [0]
    for (let at = 1; at <= word.length; at += 1)
      next.push(
        Math.min(
          (row[at - 1] ?? 0) + (word[at - 1] === sign ? 0 : 1),
          (row[at] ?? 0) + 1,
          (next[at - 1] ?? 0) + 1,
        ),
      )
    row = next
    least = Math.min(least, row[word.length] ?? least)
  }
  return least
}

test('errors of a word of digits are the edits to the nearest part of the text', () => {
  const digits = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength, maxLength })
  fc.assert(
    fc.property(digits(15, 18), digits(10, 30), (word, text) => {
      const edits = distance(word, text)
      expect(compileNear(word)(text)).toBe(edits > 2 ? undefined : edits)
    }),
    { numRuns: 500 },
  )
})
