import { mkdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { AppendResult, EntryPart, JournalHead, VaultFault } from '../src/bridge/vault'
import { beginning, beginsEntry, endIn, type Position } from './chain'
import { checkPart } from './check-part'
import { secondCopyFailure } from './file-failures'
import { makeFreshFolder } from './keep-files'
import { localStamp } from './local-time'
import { createQueue } from './queue'
import { takeDamageOut } from './repair-journal'
import { beginSegment, openSegment, type Reached, type SegmentWriter } from './segment-writer'
import { segmentAt } from './segments'
import { type Damage, surveyJournal, type Tail } from './survey'
import { codeOf } from './system-error'

export interface JournalOptions {
  /** Of the journal's files, and of what was damaged. */
  readonly folder: string
  readonly damaged: string
  /** What the newest good snapshot covers. */
  readonly covered: () => Promise<Position>
  readonly clock: () => Date
}

export interface Journal {
  readonly head: () => Position
  readonly faults: () => readonly VaultFault[]
  readonly append: (part: EntryPart) => Promise<AppendResult>
  /** Forgets the parts of an entry that has not ended: who sent them is gone. */
  readonly forget: () => Promise<void>
  /** Lets the next entry begin a new file, and gives the place up to which the old ones go. */
  readonly seal: () => Promise<Position>
  readonly close: () => Promise<void>
}

/** Null where there is no entry yet. */
export const headOf = ({ seq, mark }: Position): JournalHead | null => (seq === 0 ? null : { seq, mark })

/**
 * Opens the append-only journal, taking out what is damaged. After a failure it is surveyed anew before the next entry,
 * because whatever failed may have changed what lies there.
 */
export const openJournal = async (options: JournalOptions): Promise<Journal> => {
  const queue = createQueue()
  const faults = new Map<string, VaultFault>()
  let head = beginning
  /** The file to go on with, and where its last whole entry ends; none: a new one begins. */
  let last: Tail | undefined
  let file: SegmentWriter | undefined
  /** Where the parts end of an entry that has not ended yet. */
  let unfinished: Reached | undefined
  let sound = false
  /** Where damaged files are being moved to, which may take more than one try. */
  let keeping: string | undefined

  const close = async (): Promise<void> => {
    sound = false
    unfinished = undefined
    const closing = file
    file = undefined
    await closing?.close()
  }

  const survey = async (): Promise<void> => {
    await close()
    // As far as the snapshots reach, even if the journal itself cannot be read.
    head = await options.covered()
    const found = await surveyJournal(options.folder, head)
    head = found.head
    last = found.last
    if (found.damage !== undefined) await repair(found.damage)
    await mkdir(options.folder, { recursive: true })
    sound = true
  }

  const repair = async (damage: Damage): Promise<void> => {
    // A few bytes that never came to a line.
    const worthSaying = !['cut', 'unfinished'].includes(damage.what) || damage.lost.length > 0
    const say = (folder: string): void => {
      const { file: name, what, lost, more } = damage
      const where = join(relative(join(options.folder, '..'), folder), name)
      if (worthSaying)
        faults.set(name, {
          kind: 'journal',
          file: where,
          what,
          lost,
          ...(more === undefined ? {} : { more }),
        })
    }
    if (!faults.has(damage.file)) say(options.folder)
    keeping ??= await makeFreshFolder(options.damaged, localStamp(options.clock()))
    await takeDamageOut(damage, keeping)
    say(keeping)
    keeping = undefined
  }

  /** Forgets the parts of an entry that has not ended. */
  const discard = async (): Promise<void> => {
    if (unfinished === undefined || file === undefined || last === undefined) return
    unfinished = undefined
    await file.cut(last.bytes)
  }

  const add = async (part: EntryPart): Promise<AppendResult> => {
    const begins = part.lines[0] !== undefined && beginsEntry(part.lines[0])
    const isNext = part.seq === head.seq + 1 && (begins || unfinished !== undefined)
    if (begins || !isNext) await discard()
    if (!isNext) return { status: 'gap', head: headOf(head) }
    last ??= await beginSegment(segmentAt(options.folder, head.seq + 1), head)
    file ??= await openSegment(last)
    const reached = await file.write(part.lines, unfinished ?? { hash: head.hash, bytes: last.bytes })
    unfinished = reached
    if (!part.last) return { status: 'written' }
    if (part.sync) await file.flush(reached.bytes)
    head = { seq: part.seq, mark: endIn(part.lines.at(-1) ?? '')?.mark ?? null, hash: reached.hash }
    last = { ...last, bytes: reached.bytes }
    unfinished = undefined
    return { status: 'written' }
  }

  const append = async (part: EntryPart): Promise<AppendResult> => {
    checkPart(part)
    try {
      if (!sound) await survey()
      return await add(part)
    } catch (error) {
      sound = false
      unfinished = undefined
      // A half entry at the end would be found and cut off by the survey; where it can be, it goes at once.
      if (last !== undefined) await file?.cut(last.bytes).catch(() => undefined)
      return secondCopyFailure(error)
    }
  }

  const forget = async (): Promise<void> => {
    try {
      await discard()
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      sound = false
    }
  }

  const seal = async (): Promise<Position> => {
    if (unfinished !== undefined || last === undefined || last.segment.first > head.seq) return head
    const wasSound = sound
    sound = false
    await file?.flush(last.bytes)
    await close()
    last = undefined
    sound = wasSound
    return head
  }

  const start = async (): Promise<void> => {
    try {
      await survey()
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      const name = basename(options.folder)
      if (faults.size === 0) faults.set(name, { kind: 'journal', file: name, what: 'unreadable', lost: [] })
    }
  }

  await start()
  return {
    head: () => head,
    faults: () => [...faults.values()],
    append: (part) => queue(() => append(part)),
    forget: () => queue(forget),
    seal: () => queue(seal),
    close: () => queue(close),
  }
}
