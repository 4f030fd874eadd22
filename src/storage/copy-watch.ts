import type { Failure } from '../bridge/channels'
import type { CopyState } from './store'

/** Whether the second copy is whole: it is when each of its parts is. */
export interface CopyWatch {
  /** A part, by which it says how it stands. */
  readonly part: () => (state: CopyState) => void
  readonly state: () => CopyState
  readonly watch: (listener: (state: CopyState) => void) => () => void
}

/** Until what could not be written is tried again. */
export const secondsBetweenTries = 5

export const whole: CopyState = { status: 'whole' }

export const behind = ({ message, advice }: Failure): CopyState => ({ status: 'behind', message, advice })

export const createCopyWatch = (): CopyWatch => {
  const listeners = new Set<(state: CopyState) => void>()
  const parts: CopyState[] = []
  let now: CopyState = whole
  return {
    part: () => {
      const place = parts.push(whole) - 1
      return (state) => {
        parts[place] = state
        const next =
          parts.find(({ status }) => status === 'damaged') ??
          parts.find(({ status }) => status === 'behind') ??
          whole
        if (JSON.stringify(next) === JSON.stringify(now)) return
        now = next
        for (const listener of listeners) listener(next)
      }
    },
    state: () => now,
    watch: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
