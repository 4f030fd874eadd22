import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorReport } from '../src/bridge/channels'
import { localStamp } from './local-time'
import { plainError, plainReport } from './plain-error'
import { codeOf } from './system-error'

/**
 * What happened, for whoever helps the user. It holds no personal data: events are fixed words and numbers, errors come
 * without the values in them.
 */
export interface Log {
  readonly note: (event: string) => void
  readonly error: (where: string, error: unknown) => void
  /** An error that the window tells of; only so many of a start are taken, for they may come without end. */
  readonly report: (report: ErrorReport) => void
  /** The last lines, oldest first. */
  readonly recent: () => readonly string[]
}

const mostReports = 200
const recentLines = 300

interface LogOptions {
  readonly folder: string
  readonly clock: () => Date
  /** Bytes of one file, and how many files. */
  readonly largest?: number
  readonly files?: number
}

export const openLog = ({ folder, clock, largest = 1024 * 1024, files = 5 }: LogOptions): Log => {
  const path = (number: number): string =>
    join(folder, number === 0 ? 'ledger.log' : `ledger.${String(number)}.log`)

  const makeRoom = (more: number): void => {
    const { size } = statSync(path(0), { throwIfNoEntry: false }) ?? { size: 0 }
    if (size + more <= largest) return
    rmSync(path(files - 1), { force: true })
    for (let number = files - 2; number >= 0; number -= 1) {
      if (statSync(path(number), { throwIfNoEntry: false }) !== undefined)
        renameSync(path(number), path(number + 1))
    }
  }

  // At once, because the next moment may be the process's last.
  const write = (text: string): void => {
    try {
      mkdirSync(folder, { recursive: true })
      const line = `${localStamp(clock())} ${text}\n`
      makeRoom(Buffer.byteLength(line))
      appendFileSync(path(0), line)
    } catch (error) {
      // Where there is no room for a log, the work goes on without one.
      if (codeOf(error) === undefined) throw error
    }
  }
  const linesIn = (number: number): readonly string[] => {
    try {
      return readFileSync(path(number), 'utf8').trimEnd().split('\n')
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      return []
    }
  }

  let reports = 0
  return {
    note: write,
    recent: () => [...linesIn(1), ...linesIn(0)].slice(-recentLines),
    report: ({ message, stack }) => {
      reports += 1
      if (reports <= mostReports) write(`错误（window）：${plainReport(message, stack)}`)
    },
    error: (where, error) => {
      write(`错误（${where}）：${plainError(error)}`)
    },
  }
}
