import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAttention } from '../../../src/storage/attention'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A question whose answer comes when it is told to. */
const openQuestion = () => {
  let answer: (text: string) => void = () => undefined
  const ask = (): Promise<string> =>
    new Promise((resolve) => {
      answer = resolve
    })
  return { ask, answer: (text: string) => answer(text) }
}

const isQuiet = async (attention: ReturnType<typeof createAttention>): Promise<() => boolean> => {
  let quiet = false
  void attention.quiet().then(() => {
    quiet = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return () => quiet
}

test('it is quiet where nobody has asked anything', async () => {
  expect((await isQuiet(createAttention()))()).toBe(true)
})

test('it is not quiet while somebody waits for an answer, nor in the moment after it', async () => {
  const attention = createAttention()
  const { ask, answer } = openQuestion()
  const asked = attention.watched({ ask }).ask()
  const quiet = await isQuiet(attention)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(quiet()).toBe(false)
  answer('saved')
  expect(await asked).toBe('saved')
  expect(quiet()).toBe(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(quiet()).toBe(true)
})

test('a question that fails counts as answered, and fails', async () => {
  const attention = createAttention()
  const { ask } = attention.watched({ ask: () => Promise.reject(new Error('full')) })
  await expect(ask()).rejects.toThrow('full')
  const quiet = await isQuiet(attention)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(quiet()).toBe(true)
})

test('work meanwhile goes on after a pause, which is longer while somebody waits', async () => {
  const attention = createAttention()
  const done: string[] = []
  void attention.pause().then(() => done.push('while nobody asks'))
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['while nobody asks'])
  const { ask } = openQuestion()
  void attention.watched({ ask }).ask()
  void attention.pause().then(() => done.push('while somebody waits'))
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(done).toHaveLength(2)
})
