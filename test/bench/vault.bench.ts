import { mkdtempSync, rmSync } from 'node:fs'
import { cp, mkdir, open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { deflate } from 'node:zlib'
import { setAside } from '../../electron/set-aside'
import type { OwnVault } from '../../electron/vault'
import { wholePart } from '../unit/support/entries'
import { plainVault } from '../unit/support/plain-vault'

/** The second copy by itself, in one process: an entry, a snapshot of 100,000 records, the store set aside. */
export const name = 'second copy'

interface Line {
  readonly task: string
  readonly ours: number
  readonly yardstick?: number
  readonly unit: string
  readonly goal: number
}

const count = 100_000
const atOnce = 2000

export const run = async (): Promise<Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-bench-'))
  try {
    return [await entryLine(folder), ...(await snapshotLines(folder)), await asideLine(folder)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

/** Taken in turns, so that what else the disk does hits both alike. */
const entryLine = async (folder: string): Promise<Line> => {
  const vault = plainVault(join(folder, 'entries'))
  await vault.open()
  const raw = await open(join(folder, 'raw'), 'a')
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let seq = 1; seq <= 400; seq += 1) {
    const part = wholePart(seq)
    const bytes = Buffer.from(part.lines.join('\n'))
    ours.push(await timed(() => vault.append(part)))
    theirs.push(await timed(() => raw.write(bytes).then(() => raw.datasync())))
  }
  await raw.close()
  await vault.close()
  return { task: 'one entry on the disk, p95', ours: p95(ours), yardstick: p95(theirs), unit: 'ms', goal: 2 }
}

const words = [
  '产线视觉检测方案论证',
  '污水处理菌种筛选',
  '数控机床主轴温升治理',
  '电池包热管理仿真',
  '知识产权布局辅导',
]

/** The change with which a service record came in. */
const changeOf = (index: number) => ({
  id: `0190a1b2-c3d4-7e5f-8a9b-${String(index).padStart(12, '0')}`,
  register: 'serviceRecords',
  record: `0190a1b2-c3d4-7e5f-8a9c-${String(index).padStart(12, '0')}`,
  action: 'create',
  version: 1,
  fields: {
    '@code': [null, `FW-500118-2021-${String(index).padStart(6, '0')}`],
    subject: [null, `${words[index % 5] ?? ''}（${String(index % 977)}）`],
    serviceDate: [
      null,
      `2021-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    ],
    content: [null, Array.from({ length: 12 }, (_, at) => words[(index * 7 + at * 3) % 5]).join('，')],
    people: [null, { value: (index * 37) % 500, qualifier: '约' }],
    served: [null, [`0190a1b2-c3d4-7e5f-8a9d-${String((index * 31) % 5000).padStart(12, '0')}`]],
  },
})

const bringIn = async (vault: OwnVault): Promise<void> => {
  for (let seq = 1; seq <= count / atOnce; seq += 1) {
    const changes = Array.from({ length: atOnce }, (_, index) =>
      JSON.stringify(changeOf((seq - 1) * atOnce + index)),
    )
    const [first, last] = [
      JSON.stringify({ batch: { seq, title: '导入', at: '' } }),
      JSON.stringify({ end: seq, mark: null }),
    ]
    const { status } = await vault.append({ seq, lines: [first, ...changes, last], last: true, sync: true })
    if (status !== 'written') throw new Error(status)
  }
}

const snapshotLines = async (folder: string): Promise<readonly Line[]> => {
  const vault = plainVault(join(folder, 'snapshots'))
  await bringIn(vault)
  const yardstick = await timed(
    () =>
      new Promise((done) => {
        const text = Array.from({ length: count }, (_, index) => JSON.stringify(changeOf(index))).join('\n')
        deflate(text, done)
      }),
  )
  // What the yardstick left behind is cleared away before the pauses are counted.
  await pause(500)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const first = await timed(() => take(vault))
  delay.disable()
  const seq = count / atOnce + 1
  await vault.append(wholePart(seq))
  const second = await timed(() => take(vault))
  const again = plainVault(join(folder, 'snapshots'))
  const opening = await timed(() => again.open())
  await again.close()
  await vault.close()
  return [
    { task: 'snapshot of 100,000 records', ours: first, yardstick, unit: 'ms', goal: 1.5 },
    { task: 'the next one, an entry later', ours: second, yardstick, unit: 'ms', goal: 0.5 },
    { task: 'longest pause meanwhile', ours: delay.max / 1e6, unit: 'ms', goal: 33 },
    { task: 'opening it again', ours: opening, yardstick, unit: 'ms', goal: 0.1 },
  ]
}

const take = async (vault: OwnVault): Promise<void> => {
  const { status } = await vault.takeSnapshot({ reason: 'asked' })
  if (status !== 'taken') throw new Error(status)
}

/** 200 MB in tables of 2 MB, as LevelDB has them. */
const asideLine = async (folder: string): Promise<Line> => {
  const store = join(folder, 'app_ledger_0.indexeddb.leveldb')
  await mkdir(store)
  for (let number = 1; number <= 100; number += 1)
    await writeFile(
      join(store, `${String(number).padStart(6, '0')}.ldb`),
      Buffer.alloc(2 * 1024 * 1024, number),
    )
  await writeFile(join(store, '000101.log'), Buffer.alloc(2 * 1024 * 1024))
  const yardstick = await timed(() => cp(store, join(folder, 'copy'), { recursive: true }))
  const places = { stores: [store], aside: join(folder, 'aside'), keptIn: folder, clock: () => new Date() }
  const ours = await timed(() => setAside(places))
  return { task: 'setting a store of 200 MB aside', ours, yardstick, unit: 'ms', goal: 0.1 }
}
