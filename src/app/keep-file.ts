import type { KeepResult } from '../bridge/channels'
import { sourcesOf } from '../features/registers/attachments/use-adding'
import { bridge } from './bridge'

/** Puts what the program made among the attachments, on the same way as a file that was dropped. */
export const keepFile = async (name: string, content: Blob): Promise<KeepResult> => {
  const [source] = sourcesOf([new File([content], name)], bridge, 'program')
  const kept = await source?.take({ signal: new AbortController().signal, tell: () => undefined })
  if (kept === undefined) throw new Error('A file of our own was given up.')
  return kept
}
