import { useCallback, useRef, useState } from 'react'

/** Milliseconds. */
const patienceBeforeProgress = 300

/** Runs long work, and says so only when it takes long enough to be noticed. */
export const useWork = (): {
  readonly busy: boolean
  readonly slow: boolean
  readonly run: <T>(work: () => Promise<T>) => Promise<T>
} => {
  const [state, setState] = useState({ busy: false, slow: false })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const run = useCallback(async <T>(work: () => Promise<T>): Promise<T> => {
    setState({ busy: true, slow: false })
    timer.current = setTimeout(() => {
      setState({ busy: true, slow: true })
    }, patienceBeforeProgress)
    try {
      return await work()
    } finally {
      clearTimeout(timer.current)
      setState({ busy: false, slow: false })
    }
  }, [])
  return { ...state, run }
}
