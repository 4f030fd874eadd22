import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Desk } from './desk'
import { localStamp } from './local-time'
import { makeFreshFolder } from './keep-files'
import { surveyJournal } from './survey'
import type { VaultFiles } from './vault-files'

/**
 * Where snapshots are damaged and the journal does not reach as far as they did, whatever lines in them still prove
 * themselves are made into a new one.
 */
export const rescueEntries = async (files: VaultFiles, desk: Desk, now: Date): Promise<void> => {
  const base = await files.snapshots.newest()
  const from = await files.covered()
  if ((await claimsBeyond(files, from.seq)).length === 0) return
  const { head } = await surveyJournal(files.journal, from)
  const reached = await endOf(files.history(from, nowhere))
  if (reached.seq <= head.seq) return
  const lines = files.history(from, reached.hash)
  const content = { base, lines, to: reached, desk: await desk.read(), at: now, reason: 'asked' } as const
  await files.snapshots.write(content)
}

/**
 * Takes the damaged snapshots that claim more than the journal goes on from out of the way: what follows now is another
 * history than theirs.
 */
export const putAwayClaims = async (files: VaultFiles, head: number, now: Date): Promise<void> => {
  const claims = await claimsBeyond(files, head)
  if (claims.length === 0) return
  const folder = await makeFreshFolder(files.damaged, localStamp(now))
  for (const { name, path } of claims) await rename(path, join(folder, name))
}

const claimsBeyond = async ({ snapshots }: VaultFiles, seq: number) =>
  (await snapshots.list()).filter((snapshot) => snapshot.damaged && snapshot.seq > seq)

/** No line has this hash: as far as it goes. */
const nowhere = ''

const endOf = async <T, R>(steps: AsyncGenerator<T, R>): Promise<R> => {
  for (;;) {
    const { done, value } = await steps.next()
    if (done === true) return value
  }
}
