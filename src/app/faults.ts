import type { ErrorReport } from '../bridge/channels'
import { notOpenName } from '../storage/store'
import { isCancelled } from '../ui/cancelled'

/** What a worker posts about an error that nothing in it expected. */
export interface WorkerFault {
  readonly fault: ErrorReport
}

const longestMessage = 4000
const longestStack = 20_000

/** An error as it goes to the log, where the values in it are left out. */
export const reportOf = (error: unknown): ErrorReport => {
  const {
    name,
    message,
    stack = '',
  } = error instanceof Error ? error : new Error('What was thrown is no error.')
  return { message: `${name}: ${message}`.slice(0, longestMessage), stack: stack.slice(0, longestStack) }
}

/** Hears of every error that nothing else took care of, in the window; gives the way to stop. */
export const watchWindow = (onFault: (report: ErrorReport) => void): (() => void) => {
  const fail = ({ error }: ErrorEvent): void => {
    // What the browser says without an error (a resize observer that was late) is none.
    if (error instanceof Error) onFault(reportOf(error))
  }
  const reject = ({ reason }: PromiseRejectionEvent): void => {
    // The window shows what is wrong with the ledger instead of what it asked for before that was known.
    const isNotOpen = reason instanceof Error && reason.name === notOpenName
    if (!isCancelled(reason) && !isNotOpen) onFault(reportOf(reason))
  }
  window.addEventListener('error', fail)
  window.addEventListener('unhandledrejection', reject)
  return () => {
    window.removeEventListener('error', fail)
    window.removeEventListener('unhandledrejection', reject)
  }
}

/** Hears of such errors in a worker. */
export const watchWorker = (worker: Worker, onFault: (report: ErrorReport) => void): void => {
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<WorkerFault> | undefined>) => {
    if (data?.fault !== undefined) onFault(data.fault)
  })
  worker.addEventListener('error', ({ message }) => {
    onFault({ message: message.slice(0, longestMessage), stack: '' })
  })
}

/** Where all of them come together. */
export interface FaultDesk {
  /** Writes it to the log and tells whoever watches. */
  readonly report: (report: ErrorReport) => void
  /** Writes it to the log only, for one that a page of its own shows. */
  readonly log: (report: ErrorReport) => void
  readonly watch: (listener: () => void) => () => void
}

export const createFaultDesk = (log: (report: ErrorReport) => void): FaultDesk => {
  const listeners = new Set<() => void>()
  return {
    log,
    report: (report) => {
      log(report)
      for (const listener of listeners) listener()
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
