import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasBit } from '../../../src/domain/bit-rows'
import { createLetterPairs } from '../../../src/domain/letter-pairs'
import { compileQuery, searchable } from '../../../src/domain/search'
import { createTextIndex } from '../../../src/domain/text-index'

/** Few characters, so that words are often found: readings of one to six letters, polyphones, letters, signs. */
const from = (characters: string) => fc.constantFrom(...characters.split(''))
const text = fc
  .string({ unit: from('重庆长城一安庄啊嗯女绿藏单解ab重hgc9-《 \n'), maxLength: 60 })
  .map(searchable)
const latin = fc.string({ unit: from('zhongcqangyilvnbdxe'), minLength: 1, maxLength: 7 })
const mixed = fc.string({ unit: from('zhcqag重一-9'), minLength: 1, maxLength: 5 })
/** Also words that stand in the text, as they would be typed. */
const word = fc.oneof(latin, mixed, fc.constantFrom('chongqing', 'zhongq', 'cqcc', 'nvlv', 'aaa', 'zhuang'))

test('no text is left out that the word matches, and none is a sure candidate that it does not', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), word, (texts, typed) => {
      const pairs = createLetterPairs()
      for (const [place, one] of texts.entries()) pairs.put(place, one)
      const { bits, exact } = pairs.candidates(typed)
      const matches = compileQuery(typed)
      for (const [place, one] of texts.entries()) {
        if (matches(one)) expect(hasBit(bits, place), `${typed} in ${one}`).toBe(true)
        else if (exact) expect(hasBit(bits, place), `${typed} in ${one}`).toBe(false)
      }
    }),
    { numRuns: 2000 },
  )
})

test('the index finds what the query matches, no more and no less, also after texts have changed', () => {
  const change = fc.tuple(fc.nat(39), fc.option(text, { nil: undefined }))
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 80 }),
      fc.array(word, { maxLength: 3 }),
      (changes, words) => {
        const index = createTextIndex()
        const texts = new Map<number, string>()
        for (const [place, changed] of changes) {
          index.put(place, changed)
          if (changed === undefined) texts.delete(place)
          else texts.set(place, changed)
        }
        const whole = words.join(' ')
        // As it is typed, letter by letter, and then from the middle.
        const queries = [...Array.from(whole, (_, at) => whole.slice(0, at)), whole, whole.slice(2), '']
        for (const query of queries) {
          const found = index.find(query)
          const matches = compileQuery(query)
          for (let place = 0; place < 40; place += 1) {
            const one = texts.get(place)
            expect(found[place] === 1, `${query} in ${String(one)}`).toBe(one !== undefined && matches(one))
          }
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('a thousand texts and more', () => {
  const index = createTextIndex()
  for (let place = 0; place < 70_000; place += 1) index.put(place, place % 1000 === 7 ? '永川区' : '重庆市')
  const found = index.find('ych')
  expect(found.reduce((sum, one) => sum + one, 0)).toBe(70)
  expect(found[69_007]).toBe(1)
})

test('one letter more never finds a text that one letter less does not', () => {
  fc.assert(
    fc.property(text, word, (one, typed) => {
      if (compileQuery(typed)(one)) expect(compileQuery(typed.slice(0, -1))(one)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
