import type { CheckRequest, FaultyFile, FileFault } from '../bridge/channels'
import type { AttachmentUse } from '../domain/attachments'
import type { Store } from './store'

/** A file that a record refers to and that is gone, altered or unreadable. */
export interface FaultyUse extends AttachmentUse {
  readonly fault: FileFault
}

const filesAtOnce = 500

/**
 * Every file of every record that is not as it was registered. `thorough` reads all of their bytes (before a backup);
 * otherwise only presence and size are looked at, which thousands of files stand at every start.
 */
export const findFaultyFiles = async (
  store: Pick<Store, 'attachments'>,
  check: (request: CheckRequest) => Promise<readonly FaultyFile[]>,
  thorough: boolean,
): Promise<readonly FaultyUse[]> => {
  const uses = await store.attachments()
  const sizes = [...new Map(uses.map(({ attachment: { hash, size } }) => [hash, size]))]
  const faults = new Map<string, FileFault>()
  for (let from = 0; from < sizes.length; from += filesAtOnce) {
    const files = sizes.slice(from, from + filesAtOnce).map(([hash, size]) => ({ hash, size }))
    for (const { hash, fault } of await check({ files, thorough })) faults.set(hash, fault)
  }
  return uses.flatMap((use) => {
    const fault = faults.get(use.attachment.hash)
    return fault === undefined ? [] : [{ ...use, fault }]
  })
}
