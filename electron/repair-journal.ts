import { createReadStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { linkOrCopy } from './keep-files'
import { pieceSize } from './segments'
import type { Damage } from './survey'
import { writeAtomically } from './write-atomically'

/**
 * Takes the damaged part out of the journal, so that it goes on from the head. Nothing is thrown away: a file of which
 * the beginning is sound is kept whole in `folder` before it is cut, the others are moved there. Rejects with the system's
 * own error code; it can then be tried again.
 */
export const takeDamageOut = async ({ cut, refused }: Damage, folder: string): Promise<void> => {
  if (cut !== undefined) {
    const { path, name } = cut.segment
    await linkOrCopy(path, join(folder, name))
    await writeAtomically(path, createReadStream(path, { end: cut.bytes - 1, highWaterMark: pieceSize }))
  }
  for (const { path, name } of refused) await rename(path, join(folder, name))
}
