/** Knows whether somebody waits for an answer, so that work in the background can stand back. */
export interface Attention {
  /** The same questions; each is known of from its asking to its answer. */
  readonly watched: <T extends object>(questions: T) => T
  /** Until nobody has been waiting for a moment. */
  readonly quiet: () => Promise<void>
  /** Between two parts of work that should get done meanwhile: longer while questions come, so that it takes little of the time. */
  readonly pause: () => Promise<void>
}

/** Milliseconds without a question after which work in the background goes on: a save brings more questions in its wake. */
const quietFor = 400
/** Milliseconds: a part of the work takes some, and two processors also have to draw what was asked for. */
const pauseWhileAsked = 30

export const createAttention = (): Attention => {
  let waiting = 0
  let lastAnswer = -Infinity
  const begin = (): void => {
    waiting += 1
  }
  const end = (): void => {
    waiting -= 1
    lastAnswer = performance.now()
  }
  /** Milliseconds until it may be quiet. */
  const left = (): number => (waiting > 0 ? quietFor : lastAnswer + quietFor - performance.now())
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      setTimeout(done, milliseconds)
    })
  return {
    watched: (questions) =>
      Object.fromEntries(
        Object.entries(questions).map(([name, ask]: readonly [string, Ask]) => [
          name,
          async (...given: readonly unknown[]) => {
            begin()
            try {
              return await ask(...given)
            } finally {
              end()
            }
          },
        ]),
        // The same names, each with what it took and gave before.
      ) as typeof questions,
    quiet: async () => {
      for (let rest = left(); rest > 0; rest = left()) await wait(rest)
    },
    pause: () => wait(left() > 0 ? pauseWhileAsked : 0),
  }
}

type Ask = (...given: readonly unknown[]) => Promise<unknown>
