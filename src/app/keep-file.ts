import type { KeepResult } from '../bridge/channels'
import { sourcesOf } from '../features/registers/attachments/use-adding'
import { bridge } from './bridge'

/** Puts bytes that the program made among the attachments, on the same way as a file that was dropped. */
export const keepFile = async (name: string, bytes: Uint8Array): Promise<KeepResult> => {
  const [source] = sourcesOf([new File([Uint8Array.from(bytes)], name)], bridge)
  const kept = await source?.take({ signal: new AbortController().signal, tell: () => undefined })
  if (kept === undefined) throw new Error('A file of our own was given up.')
  return kept
}
