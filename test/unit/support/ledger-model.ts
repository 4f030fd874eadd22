/** The ledger as a child would keep it: every state a flat list of parts, every action the states before and after. */

export type Parts = Readonly<Record<string, unknown>>

interface Touched {
  readonly key: string
  readonly before: Parts | undefined
  readonly after: Parts
}

export interface ModelBatch {
  readonly id: string
  readonly touched: readonly Touched[]
  readonly undoes: ModelBatch | undefined
}

export interface LedgerModel {
  readonly states: ReadonlyMap<string, Parts>
  readonly batches: readonly ModelBatch[]
  /** As long as a batch that took it back is not taken back itself. */
  readonly isUndone: (batch: ModelBatch) => boolean
  /** Every state that a record ever had, with the instant from which it had it. */
  readonly past: ReadonlyMap<string, readonly (readonly [instant: string, parts: Parts])[]>
  readonly put: (id: string, at: string, changes: ReadonlyMap<string, Parts>, undoes?: ModelBatch) => void
  /** What taking a batch back comes to when every clash is decided alike. */
  readonly afterUndo: (batch: ModelBatch, decision: 'undo' | 'keep', at: string) => ReadonlyMap<string, Parts>
  /** What restoring the state after the first `count` batches changes. */
  readonly afterRestore: (count: number, at: string) => ReadonlyMap<string, Parts>
  /** Live records that link to one of these and are none of them. */
  readonly usersOf: (keys: ReadonlySet<string>) => readonly string[]
}

export const deleted = '@deletedAt'
const isLive = (parts: Parts): boolean => parts[deleted] === null
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sameParts = (a: Parts, b: Parts): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]))

/** `linksOf` says to which records a state links. */
export const createLedgerModel = (linksOf: (key: string, parts: Parts) => readonly string[]): LedgerModel => {
  const states = new Map<string, Parts>()
  const batches: ModelBatch[] = []
  const past = new Map<string, (readonly [string, Parts])[]>()

  const isUndone = (batch: ModelBatch): boolean =>
    batches.some((other) => other.undoes === batch && !isUndone(other))
  const usersOf: LedgerModel['usersOf'] = (keys) =>
    [...states].flatMap(([key, parts]) =>
      isLive(parts) && !keys.has(key) && linksOf(key, parts).some((link) => keys.has(link)) ? [key] : [],
    )

  return {
    states,
    batches,
    past,
    usersOf,
    isUndone,
    put: (id, at, changes, undoes) => {
      const touched = [...changes].map(([key, after]) => ({ key, before: states.get(key), after }))
      for (const { key, after } of touched) {
        states.set(key, after)
        past.set(key, [...(past.get(key) ?? []), [at, after]])
      }
      batches.push({ id, touched, undoes })
    },
    afterRestore: (count, at) => {
      const then = new Map(
        batches
          .slice(0, count)
          .flatMap(({ touched }) => touched.map(({ key, after }) => [key, after] as const)),
      )
      const next = new Map<string, Parts>()
      for (const [key, now] of states) {
        const other = then.get(key)
        if (other !== undefined && isLive(other)) {
          if (!isLive(now) || !sameParts(now, other)) next.set(key, other)
        } else if (isLive(now)) next.set(key, { ...now, [deleted]: at })
      }
      return next
    },
    afterUndo: (batch, decision, at) => {
      const going = new Set<string>()
      const next = new Map<string, Parts>()
      for (const { key, before, after } of batch.touched) {
        const now = states.get(key)
        if (now === undefined) throw new Error(`The model lost ${key}.`)
        if (before === undefined) {
          if (isLive(now) && (sameParts(now, after) || decision === 'undo')) going.add(key)
          continue
        }
        const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
          (name) =>
            !same(before[name], after[name]) &&
            !same(now[name], before[name]) &&
            (same(now[name], after[name]) || decision === 'undo'),
        )
        if (names.length === 0) continue
        if (names.includes(deleted) && isLive(now)) going.add(key)
        next.set(key, { ...now, ...Object.fromEntries(names.map((name) => [name, before[name]])) })
      }
      // What stays keeps what it links to.
      for (let isSettled = false; !isSettled;) {
        isSettled = true
        for (const key of [...going]) {
          const isUsed = [...states].some(
            ([user, parts]) => isLive(parts) && !going.has(user) && linksOf(user, parts).includes(key),
          )
          if (!isUsed) continue
          going.delete(key)
          next.delete(key)
          isSettled = false
        }
      }
      for (const key of going) next.set(key, { ...(next.get(key) ?? states.get(key)), [deleted]: at })
      return next
    },
  }
}
