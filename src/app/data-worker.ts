import { expose } from 'comlink'
import { registers } from '../domain/registers/all'
import { createStore } from '../storage/repository'
import { systemClock } from './clock'
import { remoteStore } from './remote-store'
import { vaultOver } from './vault-client'
import { postFaults } from './worker-faults'

let connectVault: (port: MessagePort) => void = () => undefined
const vault = vaultOver(
  new Promise((resolve) => {
    connectVault = resolve
  }),
)

/** The worker that owns the database: the window and the office worker each speak to the same store. */
const store = remoteStore(createStore('ledger', registers, systemClock, vault))

postFaults()
expose({
  ...store,
  /** A second way in, for the office worker. */
  connect: (port: MessagePort) => {
    expose(store, port)
  },
  /** The way to the second copy in the main process. */
  connectVault: (port: MessagePort) => {
    connectVault(port)
  },
})
