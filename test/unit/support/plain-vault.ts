import { createVault, type OwnVault, type VaultOptions } from '../../../electron/vault'

/** A vault over a folder; without `options` nothing is set aside and there is no second folder. */
export const plainVault = (folder: string, options: Partial<VaultOptions> = {}): OwnVault =>
  createVault({
    folder,
    clock: () => new Date(),
    aside: { drop: () => Promise.resolve(), keep: () => Promise.resolve(null) },
    clearStore: () => Promise.resolve(),
    secondFolder: () => null,
    onSecondFolder: () => undefined,
    openedBackup: () => undefined,
    note: () => undefined,
    ...options,
  })
