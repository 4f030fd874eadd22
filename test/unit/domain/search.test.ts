import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../../../src/domain/letters'
import { compileQuery, searchable } from '../../../src/domain/search'

const finds = (query: string, text: string): boolean => compileQuery(query)(searchable(text))

test.each([
  ['yc', '永川区'],
  ['fwjl', '服务记录'],
  ['yongchuan', '永川区'],
  ['yong川', '永川区'],
  ['永c', '永川区'],
  ['ycq', '重庆市永川区'],
  ['cqcc', '重庆长城'],
  ['zqzc', '重庆长城'],
  ['chongqing', '重庆'],
  ['zhongqing', '重庆'],
  ['FW-5001', 'FW-500118-2021-0007'],
  ['９１５０', '91500118M905557B3J'],
  ['永川 精准', '永川区 精准化'],
  ['', '什么都行'],
])('“%s” finds %s', (query, text) => expect(finds(query, text)).toBe(true))

test.each([
  ['yx', '永川区'],
  ['cy', '永川区'],
  ['永川 定制', '永川区 精准化'],
  ['changan', '长江'],
])('“%s” does not find %s', (query, text) => expect(finds(query, text)).toBe(false))

/** Every way to read the text, character by character, spelled out: as it stands, by initials, by readings. */
const readingsAt = (text: string, at: number): readonly string[] => {
  const character = text.charAt(at)
  const readings = readingsOf(text.charCodeAt(at))
  return [character, ...readings.flatMap((reading) => [reading.slice(0, 1), reading])]
}
const canBeRead = (text: string, at: number, word: string): boolean =>
  word === '' ||
  (at < text.length &&
    (readingsAt(text, at).some(
      (reading) => word.startsWith(reading) && canBeRead(text, at + 1, word.slice(reading.length)),
    ) ||
      readingsOf(text.charCodeAt(at)).some((reading) => reading.startsWith(word))))

test('a word matches exactly where one way to read the text begins with it', () => {
  const text = fc.string({ unit: fc.constantFrom(...'重庆长城一安啊嗯女藏ab-9'.split('')), maxLength: 12 })
  const word = fc.string({
    unit: fc.constantFrom(...'zhongcqaeyv一-9b'.split('')),
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(text, word, (one, typed) => {
      const expected = Array.from(one).some((_, at) => canBeRead(one, at, typed))
      expect(finds(typed, one), `${typed} in ${one}`).toBe(expected)
    }),
    { numRuns: 3000 },
  )
})

test('many ways to read a long text take no longer than one', () => {
  expect(finds(`${'a'.repeat(29)}b`, '啊'.repeat(5000))).toBe(false)
})

test('the full name of an office, typed in one go, is found', () => {
  expect(finds('chongqingshiyongchuanqukexuejishuxiehui', '重庆市永川区科学技术协会')).toBe(true)
})
