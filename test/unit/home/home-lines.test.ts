import { describe, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import {
  dueLines,
  forumLine,
  monthsBack,
  monthsOf,
  periodLines,
  stageLines,
} from '../../../src/features/home/home-lines'

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
  test('go back over twelve months, over the turn of the year', () => {
    const months = monthsBack('2021-02-28')
    expect(months.map(({ start }) => start.slice(0, 7))).toEqual([
      '2020-03',
      '2020-04',
      '2020-05',
      '2020-06',
      '2020-07',
      '2020-08',
      '2020-09',
      '2020-10',
      '2020-11',
      '2020-12',
      '2021-01',
      '2021-02',
    ])
    expect(months.at(-1)?.end).toBe('2021-02-28')
  })
  test('ask for the stages of the needs by one choice of states, which the tallies answer', () => {
    expect(stageLines.map(({ label }) => label)).toEqual([
      '企业提需求',
      '学会送服务',
      '科协搭平台',
      '地方汇资源',
    ])
    for (const { filters } of stageLines)
      expect(filters).toEqual([{ kind: 'oneOf', field: 'status', values: expect.any(Array) as unknown }])
  })
  test('look for the forum in the two months of today', () =>
    expect(forumLine('2021-05-30').period).toMatchObject({ start: '2021-05-01', end: '2021-06-30' }))
})
