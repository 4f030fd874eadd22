import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { OwnVault, VaultOptions } from '../../../electron/vault'
import { plainVault } from './plain-vault'

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vault-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What lies in the folder now, in a folder of its own: as a killed process would leave it. */
export const asLeft = async (folder: string): Promise<string> => {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  return copy
}

/** A vault over a folder, which it lets go of when the test is over. */
export const vaultIn = (folder: string, options: Partial<VaultOptions> = {}): OwnVault => {
  const vault = plainVault(folder, options)
  onTestFinished(vault.close)
  return vault
}
