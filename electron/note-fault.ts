import type { VaultFault } from '../src/bridge/vault'

/** A fault as a line of the log, without a word of what was lost. */
export const noteFault =
  (note: (event: string) => void) =>
  ({ kind, what, lost }: VaultFault): void => {
    note(`发现损坏：${kind} ${what}，${String(lost.length)} 项`)
  }
