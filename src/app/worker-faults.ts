import { reportOf, type WorkerFault } from './faults'

/** Lets the window know of errors in this worker that nothing in it expected. */
export const postFaults = (): void => {
  const post = (event: Event, error: unknown): void => {
    event.preventDefault()
    const fault: WorkerFault = { fault: reportOf(error) }
    postMessage(fault)
  }
  addEventListener('error', (event) => {
    post(event, event.error)
  })
  addEventListener('unhandledrejection', (event) => {
    post(event, event.reason)
  })
}
