import type { RecordOf } from '../../domain/record'
import { attachmentIn, sentStates, submissions } from '../../domain/registers/submissions'
import { reports } from '../../reports/all'
import { withLowest } from '../../storage/sent-records'
import type { Store } from '../../storage/store'
import { type FrozenHead, type ReadFrozen, readFrozenHead } from './frozen-data'

type Submission = RecordOf<typeof submissions>

/** A report that was sent and counts a record. */
export interface SentWith {
  readonly submission: Submission
  /** That the record had in it. */
  readonly version: number
}

/** Reads what the reports that were sent count. */
export interface SentJob {
  /** Tells the store, so that lists point out what was changed since. */
  readonly look: () => Promise<void>
  readonly sentWith: (register: string, id: string) => Promise<readonly SentWith[]>
}

type Reading = Pick<Store, 'all' | 'sentFiles' | 'noteSent'>

export const createSentJob = (store: Reading, readFrozen: ReadFrozen): SentJob => {
  const headOf = rememberHeads(readFrozen)
  const sent = async (): Promise<readonly Submission[]> => {
    // The store keeps the records of a register by its fields.
    const all = (await store.all(submissions.name)) as readonly Submission[]
    return all.filter(({ values: { status } }) => status !== undefined && sentStates.includes(status))
  }
  return {
    look: async () => {
      const files = (await sent()).flatMap((submission) => attachmentIn(submission, 'data')?.hash ?? [])
      const known = await store.sentFiles()
      // One that was sent back counts no more, and what it counted is known only with all the others'.
      const isWhole = known.some((file) => !files.includes(file))
      const fresh = isWhole ? files : files.filter((file) => !known.includes(file))
      if (fresh.length === 0 && !isWhole) return
      let versions = new Map<string, number>()
      for (const file of fresh)
        versions = withLowest(versions, Object.entries((await headOf(file))?.counted ?? {}))
      await store.noteSent({ files, versions, isWhole })
    },
    sentWith: async (register, id) => {
      const found: SentWith[] = []
      for (const submission of await sent()) {
        const { report } = submission.values
        if (!reports.some(({ code, reads }) => code === report && reads.includes(register))) continue
        const file = attachmentIn(submission, 'data')
        const version = file === undefined ? undefined : (await headOf(file.hash))?.counted[id]
        if (version !== undefined) found.push({ submission, version })
      }
      return found
    },
  }
}

/** Records that the remembered heads count, all together. */
const mostRemembered = 300_000

/** What a file says never changes, so that those read last need not be read again. */
const rememberHeads = (readFrozen: ReadFrozen) => {
  const heads = new Map<string, FrozenHead>()
  let remembered = 0
  return async (file: string): Promise<FrozenHead | undefined> => {
    const before = heads.get(file)
    if (before !== undefined) return before
    const packed = await readFrozen(file)
    const head = 'message' in packed ? undefined : await readFrozenHead(packed)
    if (head === undefined) return undefined
    heads.set(file, head)
    remembered += sizeOf(head)
    for (const [other, old] of heads) {
      if (remembered <= mostRemembered || other === file) break
      heads.delete(other)
      remembered -= sizeOf(old)
    }
    return head
  }
}

const sizeOf = ({ counted }: FrozenHead): number => Object.keys(counted).length
