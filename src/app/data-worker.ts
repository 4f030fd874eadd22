import { expose } from 'comlink'
import { registers } from '../domain/registers/all'
import { createStore } from '../storage/repository'
import { systemClock } from './clock'
import { remoteStore } from './remote-store'
import { vaultOver } from './vault-client'
import { postFaults } from './worker-faults'

/** The way to the second copy in the main process: the first message that comes. */
const vaultPort = new Promise<MessagePort>((resolve) => {
  addEventListener('message', ({ data }: MessageEvent<{ readonly vault?: MessagePort } | undefined>) => {
    if (data?.vault !== undefined) resolve(data.vault)
  })
})

/** The worker that owns the database: the window and the office worker each speak to the same store. */
const store = remoteStore(createStore('ledger', registers, systemClock, vaultOver(vaultPort)))

postFaults()
expose({
  ...store,
  /** A second way in, for the office worker. */
  connect: (port: MessagePort) => {
    expose(store, port)
  },
})
// The window will ask for it, and is told how it went; it need not wait until then.
store.open(() => undefined).catch(() => undefined)
