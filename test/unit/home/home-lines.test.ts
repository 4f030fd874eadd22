import { describe, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { dueLines, forumLine, monthsOf, periodLines } from '../../../src/features/home/home-lines'

describe('the lines of the home page', () => {
  test('ask only for flags, states and dates that their registers know', () => {
    const fieldsOf = (name: string) => registers.find((register) => register.name === name)
    for (const { register, filters } of [...dueLines, forumLine('2021-05-30')]) {
      const known = fieldsOf(register)
      for (const filter of filters) {
        if (filter.kind === 'flag') expect(known?.flags.map(({ label }) => label)).toContain(filter.label)
        if (filter.kind !== 'oneOf') continue
        const field = known?.fields[filter.field]
        const options = field?.kind === 'choice' ? field.options.map(({ value }) => value) : []
        for (const value of filter.values) expect(options).toContain(value)
      }
    }
    for (const { register, field } of periodLines)
      expect(['date', 'partialDate']).toContain(fieldsOf(register)?.fields[field]?.kind)
  })
  test('stand beside the month before, over the turn of the year', () =>
    expect(monthsOf('2021-01-01').map(({ start, end }) => [start, end])).toEqual([
      ['2021-01-01', '2021-01-31'],
      ['2020-12-01', '2020-12-31'],
    ]))
  test('look for the forum in the two months of today', () =>
    expect(forumLine('2021-05-30').period).toMatchObject({ start: '2021-05-01', end: '2021-06-30' }))
})
