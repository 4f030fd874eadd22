import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { commandLine, electronPath, environment, root, temporaryFolder } from '../e2e/support/launch'
import { bigLedger } from './support/big-ledger'
import { familyMemory } from './support/family-memory'
import { type Line, median } from './support/measure'

export const name = 'Start and memory with 100,000 records'

const rounds = 7
/** The first starts after an import also fill Chromium's caches; a user's starts are later ones. */
const warmUps = 2
const idle = 5000

/**
 * The app against an empty window of the same Electron, in turns. Start: from the new process to a window on the screen
 * with its heading in it, and to the numbers on its home page, without a debugger attached. Memory: of all processes, left
 * alone for some seconds after the start, and once more with the list of 100,000 open and added up, so that every record
 * is in memory.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await bigLedger()
  const emptyApp = await makeEmptyApp()
  const ours = { app: root, data: folder, list: '服务记录' }
  const empty = { app: emptyApp, data: join(emptyApp, 'data'), list: undefined }
  const taken: { ours: Taken; empty: Taken }[] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    const pair = { empty: await take(empty), ours: await take(ours) }
    if (round >= 0) taken.push(pair)
  }
  await Promise.all([folder, emptyApp].map((made) => rm(made, { recursive: true, force: true })))
  const of = (read: (pair: (typeof taken)[number]) => number): number => median(taken.map(read))
  const emptyMemory = of((pair) => pair.empty.memory)
  return [
    {
      task: 'cold start to usable, against an empty window',
      ours: of((pair) => pair.ours.started),
      yardstick: of((pair) => pair.empty.started),
      unit: 'ms',
      goal: 1.6,
    },
    {
      task: 'cold start to the numbers of the home page, against an empty window',
      ours: of((pair) => pair.ours.filled),
      yardstick: of((pair) => pair.empty.started),
      unit: 'ms',
      goal: 1.6,
    },
    {
      task: 'memory idle after the start, against an empty window',
      ours: of((pair) => pair.ours.memory),
      yardstick: emptyMemory,
      unit: 'MB',
      goal: 2.2,
    },
    {
      task: 'memory with the list open, against an empty window',
      ours: of((pair) => pair.ours.memoryWithList),
      yardstick: emptyMemory,
      unit: 'MB',
      goal: 2.2,
    },
  ]
}

const makeEmptyApp = async (): Promise<string> => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }))
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<h1>empty</h1>'))`,
  )
  return folder
}

interface Started {
  readonly app: string
  readonly data: string
  /** The list to open, by its name in the navigation. */
  readonly list: string | undefined
}

interface Taken {
  /** Milliseconds. */
  readonly started: number
  readonly filled: number
  /** Megabytes. */
  readonly memory: number
  readonly memoryWithList: number
}

const hook = join(import.meta.dirname, 'support', 'tell-usable.cjs')

const take = async ({ app, data, list }: Started): Promise<Taken> => {
  const from = Date.now()
  const child = spawn(electronPath(), ['-r', hook, ...commandLine(data, [], app)], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout })
  const usable = told(lines, 'usable')
  const filledAt = list === undefined ? usable : told(lines, 'filled')
  const started = (await usable) - from
  const filled = (await filledAt) - from
  const memory = await idleMemory(child)
  let memoryWithList = 0
  if (list !== undefined) {
    const opened = told(lines, 'opened')
    child.stdin.write(`${list}\n`)
    await opened
    memoryWithList = await idleMemory(child)
  }
  await end(child)
  return { started, filled, memory, memoryWithList }
}

const told = (lines: Interface, word: string): Promise<number> =>
  new Promise((resolve) => {
    const hear = (line: string): void => {
      if (!line.startsWith(`${word} `)) return
      lines.off('line', hear)
      resolve(Number(line.slice(word.length + 1)))
    }
    lines.on('line', hear)
  })

type Child = ChildProcessByStdio<Writable, Readable, null>

const idleMemory = async ({ pid }: Child): Promise<number> => {
  await wait(idle)
  if (pid === undefined) throw new Error('The app did not start.')
  return familyMemory(pid)
}

const end = (child: Child): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill()
  })
