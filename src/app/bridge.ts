import type { LedgerBridge } from '../bridge/channels'

declare global {
  interface Window {
    readonly ledger: LedgerBridge
  }
}

/** What the main process offers to the window. */
export const bridge: LedgerBridge = window.ledger
