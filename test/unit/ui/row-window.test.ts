import { describe, expect, it } from 'vitest'
import { createRowWindow, type LoadRows } from '../../../src/ui/row-window'

const total = 20_000

/** A list of numbers from somewhere, which remembers what was asked of it. */
const numbers = (first = 0) => {
  const asked: number[] = []
  const load: LoadRows<number> = (offset, limit) => {
    asked.push(offset)
    return Promise.resolve({ total, rows: Array.from({ length: limit }, (_, at) => first + offset + at) })
  }
  return { asked, load }
}

/** Answers when it is told to. */
const held = () => {
  const answers = new Map<number, () => void>()
  const load: LoadRows<string> = (offset, limit) =>
    new Promise((resolve) => {
      answers.set(offset, () =>
        resolve({ total, rows: Array.from({ length: limit }, (_, at) => String(offset + at)) }),
      )
    })
  return { load, answer: (offset: number) => answers.get(offset)?.() }
}

/** The row once it has come. */
const rowOf = async <Row>({ at, watch }: ReturnType<typeof createRowWindow<Row>>, index: number) =>
  at(index) ??
  new Promise<Row | undefined>((resolve) => {
    const stop = watch((from, to) => {
      if (index < from || index >= to) return
      stop()
      resolve(at(index))
    })
  })

describe('a window on a long list', () => {
  it('says how many rows there are, and has the first ones', async () => {
    const rows = createRowWindow<number>()
    expect(await rows.start(numbers().load)).toBe(total)
    expect(rows.at(0)).toBe(0)
    expect(rows.at(99)).toBe(99)
  })

  it('has a row soon after it was asked for, and says so', async () => {
    const rows = createRowWindow<number>()
    await rows.start(numbers().load)
    expect(rows.at(12_345)).toBeUndefined()
    expect(await rowOf(rows, 12_345)).toBe(12_345)
  })

  it('asks for what comes into sight soon, in both directions, and for each page once', async () => {
    const { asked, load } = numbers()
    const rows = createRowWindow<number>()
    await rows.start(load)
    for (let index = 5000; index < 5100; index += 1) rows.at(index)
    expect([...asked].sort((a, b) => a - b)).toEqual([0, 4900, 5000, 5100])
  })

  it('has a row again when one comes back to it, however far one went meanwhile', async () => {
    const rows = createRowWindow<number>()
    await rows.start(numbers().load)
    for (let index = 0; index < total; index += 100) expect(await rowOf(rows, index)).toBe(index)
    for (const index of [0, 150, 9950, 19_999]) expect(await rowOf(rows, index)).toBe(index)
  })

  it('forgets what lies far from what is looked at', async () => {
    const { asked, load } = numbers()
    const rows = createRowWindow<number>()
    await rows.start(load)
    for (let index = 0; index < total; index += 100) await rowOf(rows, index)
    expect(rows.at(150)).toBeUndefined()
    expect(asked.filter((offset) => offset === 100)).toHaveLength(2)
  })

  it('keeps the old rows until new ones have come', async () => {
    const rows = createRowWindow<string>()
    const [old, next] = [held(), held()]
    const first = rows.start(old.load)
    old.answer(0)
    await first
    const second = rows.start(next.load)
    expect(rows.at(7)).toBe('7')
    // Somebody looks at a later page meanwhile, and it comes first.
    rows.at(250)
    next.answer(200)
    next.answer(0)
    await second
    expect(rows.at(250)).toBe('250')
  })

  it('starts afresh where one is, far down', async () => {
    const rows = createRowWindow<number>()
    await rows.start(numbers().load)
    await rowOf(rows, 12_345)
    await rows.start(numbers(1_000_000).load)
    expect(rows.at(12_345)).toBe(1_012_345)
    expect(rows.at(0)).toBe(1_000_000)
  })

  it('takes nothing from a list that is no longer asked for', async () => {
    const rows = createRowWindow<string>()
    const [old, next] = [held(), held()]
    const first = rows.start(old.load)
    const second = rows.start(next.load)
    next.answer(0)
    expect(await second).toBe(total)
    old.answer(0)
    expect(await first).toBeUndefined()
  })
})
