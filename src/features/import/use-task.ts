import { useCallback, useRef, useState } from 'react'

/** What the worker is doing for the screen, and how it went wrong if it did. */
export interface Task {
  /** 正在读取文件…; undefined when nothing is under way. */
  readonly running: string | undefined
  /** A broken promise of the program, not of the ledger; shown until the next task. */
  readonly fault: string | undefined
  /** Runs the work; its answer is dropped if the user cancelled meanwhile. */
  readonly run: <T>(what: string, work: () => Promise<T>, then: (answer: T) => void) => void
  readonly forget: () => void
}

/** One piece of work at a time. A worker that was ended never answers, so each task carries its number. */
export const useTask = (): Task => {
  const [running, setRunning] = useState<string>()
  const [fault, setFault] = useState<string>()
  const latest = useRef(0)

  const run = useCallback(<T>(what: string, work: () => Promise<T>, then: (answer: T) => void): void => {
    latest.current += 1
    const own = latest.current
    const isLatest = (): boolean => own === latest.current
    setRunning(what)
    setFault(undefined)
    work().then(
      (answer) => {
        if (!isLatest()) return
        setRunning(undefined)
        then(answer)
      },
      (error: unknown) => {
        if (!isLatest()) return
        setRunning(undefined)
        setFault(error instanceof Error ? error.message : String(error))
      },
    )
  }, [])

  const forget = useCallback(() => {
    latest.current += 1
    setRunning(undefined)
  }, [])

  return { running, fault, run, forget }
}
