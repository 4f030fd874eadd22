import { vaultChannel } from '../bridge/commands'
import { bridge } from './bridge'
import { createFaultDesk, watchWindow, watchWorker } from './faults'

/*
 * The first script of the window, small and run before the large one is even read: nothing at a start takes longer than
 * opening the ledger, and that begins here.
 */

export const faults = createFaultDesk((report) => void bridge.logError(report))
watchWindow(faults.report)

/** It owns the database. The way to the second copy in the main process is a port that the preload passes on. */
export const dataWorker = new Worker(new URL('./data-worker.ts', import.meta.url), {
  type: 'module',
  name: 'data',
})
watchWorker(dataWorker, faults.report)
const { port1, port2 } = new MessageChannel()
window.postMessage(vaultChannel, { targetOrigin: '/', transfer: [port1] })
dataWorker.postMessage({ vault: port2 }, [port2])
