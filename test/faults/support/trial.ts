import { appendFileSync, mkdirSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { read, utils } from 'xlsx'
import { root, temporaryFolder } from '../../e2e/support/launch'
import type { Dice } from '../../unit/support/dice'
import type { Account, Verdict } from './account'
import { type Doing, saveNew } from './doings'
import { type Session, startAgain, toldIn } from './session'

/** One line of the account that the long form prints at its end; `scripts/faults.mjs` adds them up. */
interface Line {
  readonly fault: string
  readonly doing: string
  readonly acknowledged: number
  readonly lost: number
  readonly half: number
  readonly badFiles: number
  readonly wrongMessages: number
  /** 1 where the database had to be made again from the second copy. */
  readonly rebuilt: number
}

const tally = join(root, 'test-output', 'faults.jsonl')

const note = (line: Line): void => {
  mkdirSync(join(root, 'test-output'), { recursive: true })
  appendFileSync(tally, `${JSON.stringify(line)}\n`)
}

/** The long form tries what the short one tries many times over. */
export const isLong = process.env['FAULTS'] === 'long'
export const times = (short: number, long: number): number => (isLong ? long : short)

/** What only the long form does. */
export const testInLong = (title: string, body: () => Promise<void>): void => {
  if (isLong) test(title, body)
}

/** A folder that holds the data and, beside them, what is exported; it goes when the work is done. */
export const inPlace = async (work: (userDataDir: string) => Promise<void>): Promise<void> => {
  const place = await temporaryFolder()
  await work(join(place, 'data'))
  await rm(place, { recursive: true, force: true, maxRetries: 5 })
}

/** Kills every process of the app at a random moment of a doing. */
export const killDuring = async (session: Session, doing: Doing, dice: Dice): Promise<void> => {
  await doing.prepare(session, dice)
  const dead = new AbortController()
  const killed = wait(dice.below(doing.span)).then(() => {
    dead.abort()
    return session.kill()
  })
  try {
    await doing.run(session, dice)
  } catch (error) {
    if (!dead.signal.aborted) throw error
  }
  await killed
}

export interface Trial {
  readonly fault: string
  readonly doing: string
  readonly userDataDir: string
  readonly account: Account
  /** What may be told at the next start: one of these texts is in it, or (`''`) nothing is told. */
  readonly tells: readonly string[]
  readonly clockShift?: number
}

/**
 * Starts the app after a fault and holds it to its word: all that was said to be saved is there as it was, nothing by
 * halves, no torn file, the right words once, and one more save works. Gives the app as it runs now.
 */
export const lookAfter = async (trial: Trial, dice: Dice): Promise<Session> => {
  const { account, tells } = trial
  const session = await startAgain(trial, account)
  const verdict = account.settle(await session.ledger.dump())
  await hold(session, trial, verdict, (told) => tells.some((text) => isTold(text, told)))
  return goOn(session, trial, dice)
}

const isTold = (text: string, told: readonly string[]): boolean =>
  text === '' ? told.length === 0 : told.length === 1 && told[0]?.includes(text) === true

/**
 * The same after both copies were damaged: what is there is the ledger as it was after some action, and each one behind
 * that is listed; where the end of the journal is destroyed, those before that, and that there may be more.
 */
export const lookAfterBoth = async (trial: Omit<Trial, 'tells'>, dice: Dice): Promise<Session> => {
  const { account } = trial
  const session = await startAgain(trial, account)
  const dump = await session.ledger.dump()
  const [head, reached] = [account.head(), dump.batches.size]
  const missing = Array.from({ length: head - reached }, (_, at) => reached + 1 + at)
  const verdict = account.settleAt(dump, reached)
  await hold(session, trial, verdict, (told) => {
    const { listed } = session
    if (session.mayHaveMore)
      return told.length === 1 && isDeepStrictEqual(listed, missing.slice(0, listed.length))
    const text = missing.length === 0 ? '数据已全部恢复' : '数据已恢复，但不完整'
    return isTold(text, told) && isDeepStrictEqual(listed, missing)
  })
  return goOn(session, trial, dice)
}

const goOn = async (session: Session, { fault, doing }: Pick<Trial, 'fault' | 'doing'>, dice: Dice) => {
  const saved = await saveNew(session, dice)
  expect(saved.isCopied, `${fault}, ${doing}: one more save`).toBe(true)
  return session
}

/** Notes the outcome, and fails where it is not what was promised; the trials after it are made all the same. */
const hold = async (
  session: Session,
  { fault, doing }: Pick<Trial, 'fault' | 'doing'>,
  { acknowledged, lost, half }: Verdict,
  isRightly: (told: readonly string[]) => boolean,
): Promise<void> => {
  const badFiles = await tornFiles(session.exports)
  const told = await toldIn(session)
  const isRight = isRightly(told)
  const wrongMessages = isRight ? 0 : 1
  note({
    fault,
    doing,
    acknowledged,
    lost: lost.length,
    half: half.length,
    badFiles: badFiles.length,
    wrongMessages,
    rebuilt: session.opening?.startsWith('数据已') === true ? 1 : 0,
  })
  const outcome = { lost, half, badFiles, told: isRight ? 'as it should be' : [told, session.listed] }
  expect
    .soft(outcome, `${fault}, ${doing}`)
    .toEqual({ lost: [], half: [], badFiles: [], told: 'as it should be' })
}

/** Exported workbooks that cannot be read, or hold no rows. */
const tornFiles = async (folder: string): Promise<readonly string[]> => {
  const torn: string[] = []
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.xlsx'))) {
    try {
      const book = read(await readFile(join(folder, name)), { type: 'buffer' })
      const sheet = book.Sheets[book.SheetNames[0] ?? '']
      if (sheet === undefined || utils.sheet_to_json(sheet).length < 2) torn.push(name)
    } catch (error) {
      torn.push(`${name}: ${String(error)}`)
    }
  }
  return torn
}
