import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { registers } from '../../src/domain/registers/all'
import { searchable } from '../../src/domain/search'
import type { StoredRecord } from '../../src/storage/database'
import { createListIndex } from '../../src/storage/list-index'
import { toStored } from '../../src/storage/stored-record'

/** The window with 100,000 service records, in the real app: first rows, scrolling, search, saving, start, memory. */
export const name = 'list of 100,000 records'

interface Context {
  readonly electron: string
  readonly root: string
}
interface Line {
  readonly task: string
  readonly ours: number
  readonly yardstick?: number
  readonly unit: string
  readonly goal: number
}

const count = 100_000
const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export const run = async ({ electron, root }: Context): Promise<Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-'))
  const start = (): Promise<ElectronApplication> =>
    _electron.launch({ executablePath: electron, args: [...rootSwitches, root, `--user-data-dir=${folder}`] })
  const lines: Line[] = [searchLine()]
  const first = await start()
  const page = await first.firstWindow()
  await begin(page)
  await fill(page)
  await first.close()

  const empty = await emptyWindow(electron)
  const opened = performance.now()
  const app = await start()
  const window = await app.firstWindow()
  await window.getByRole('heading', { name: '首页' }).waitFor()
  lines.push({
    task: 'cold start to usable',
    ours: performance.now() - opened,
    yardstick: empty.milliseconds,
    unit: 'ms',
    goal: 1.6,
  })
  lines.push(...(await listLines(window)))
  lines.push({
    task: 'memory with the list open (PSS)',
    ours: memoryOf(app.process().pid ?? 0),
    yardstick: empty.memory,
    unit: 'MB',
    goal: 2.2,
  })
  lines.push(await saveLine(window, root))
  await app.close()
  rmSync(folder, { recursive: true, force: true })
  return lines
}

const register = (wanted: string) => {
  const found = registers.find((candidate) => candidate.name === wanted)
  if (found === undefined) throw new Error(`No register ${wanted}`)
  return found
}

const topics = [
  '产线视觉检测方案论证',
  '污水处理菌种筛选',
  '数控机床主轴温升治理',
  '电池包热管理仿真',
  '知识产权布局辅导',
]
const modes = ['精准化', '定制化', '套餐式']

const recordAt = (index: number): StoredRecord => {
  const number = String(index).padStart(6, '0')
  const date = `20${String(10 + (index % 11))}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`
  const values = {
    serviceDate: date,
    mode: modes[index % 3] ?? '',
    serviceType: '科技咨询',
    form: '现场诊断',
    topic: `${topics[index % 5] ?? ''}${number}`,
    served: [`org${String(index % 2000)}`],
    experts: [`expert${String(index % 500)}`],
    hours: 2,
    people: { value: index % 300, qualifier: '精确' as const },
    result: '已解决',
    contractAmount: (index % 100) * 10_000,
    content: '专家到企业查看产线，提出三条改进建议并约定复查的时间。',
    auditStatus: '已审核',
  }
  const head = {
    confidentiality: '内部' as const,
    isSample: false,
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: '张三',
    updatedAt: '2026-01-01T00:00:00Z',
    updatedBy: '张三',
    version: 1,
    deletedAt: null,
  }
  return toStored(
    register('serviceRecords'),
    { id: `s${number}`, code: `FW-500118-2021-${number}`, districtCode: '500118', ...head, values },
    '2026-01-01',
  )
}

/** One keystroke of search (pinyin initials, a fresh question each time) against a plain scan of the same texts. */
const searchLine = (): Line => {
  const rows = Array.from({ length: count }, (_, index) => recordAt(index))
  const index = createListIndex(register('serviceRecords'), (_to, id) => `重庆${id}精密机械有限公司`)
  index.put(rows)
  const texts = rows.map(({ code, record }) =>
    searchable(`${code}\n${Object.values(record.values).map(String).join('\n')}`),
  )
  const ask = (search: string): void => {
    index.query(
      {
        register: 'serviceRecords',
        district: '500118',
        search,
        filters: [],
        sort: { field: 'serviceDate', descending: true },
      },
      undefined,
    )
  }
  ask('预热')
  const words = ['cxsj', 'wscl', 'dcbrgl', 'zscq', 'skjc', 'cqjmjx']
  return {
    task: 'one keystroke of search, pinyin',
    ours: median(words.map((word) => timed(() => ask(word)))),
    yardstick: median(words.map((word) => timed(() => texts.filter((text) => text.includes(word))))),
    unit: 'ms',
    goal: 3,
  }
}

const timed = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return performance.now() - from
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const begin = async (page: Page): Promise<void> => {
  await page.getByLabel('本机地区').fill('yc')
  await page.getByRole('option', { name: '永川区' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByLabel('填报人').fill('张三')
  await page.getByRole('button', { name: '开始使用' }).click()
  await page.getByRole('heading', { name: '首页' }).waitFor()
}

/** Writes the records past the app, as its own rows. */
const fill = async (page: Page): Promise<void> => {
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: 5000 }, (_, index) => recordAt(from + index))
    await page.evaluate(
      (all) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('ledger')
          opening.onsuccess = () => {
            const change = opening.result.transaction('records', 'readwrite')
            for (const row of all) change.objectStore('records').put(row)
            change.oncomplete = () => {
              opening.result.close()
              resolve()
            }
            change.onerror = () => reject(new Error('The records were not written.'))
          }
        }),
      rows,
    )
  }
}

/** The yardstick of start and memory: the same Electron with nothing in its window. */
const emptyWindow = async (
  electron: string,
): Promise<{ readonly milliseconds: number; readonly memory: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-empty-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }))
  writeFileSync(
    join(folder, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<h1>empty</h1>'))",
  )
  const from = performance.now()
  const app = await _electron.launch({
    executablePath: electron,
    args: [...rootSwitches, folder, `--user-data-dir=${join(folder, 'data')}`],
  })
  const page = await app.firstWindow()
  await page.getByRole('heading').waitFor()
  const milliseconds = performance.now() - from
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2000)))
  const memory = memoryOf(app.process().pid ?? 0)
  await app.close()
  rmSync(folder, { recursive: true, force: true })
  return { milliseconds, memory }
}

/** Megabytes that a process and its children take, shared pages divided. */
const memoryOf = (pid: number): number => {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/u.test(entry))
    .flatMap((entry) => {
      const status = readIfThere(`/proc/${entry}/status`)
      const parent = /^PPid:\s*(\d+)$/mu.exec(status)?.[1]
      return parent === undefined ? [] : [{ id: Number(entry), parent: Number(parent) }]
    })
  const family = new Set([pid])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const { id, parent } of parents) if (family.has(parent)) family.add(id)
  }
  return [...family].reduce(
    (sum, id) =>
      sum + Number(/^Pss:\s*(\d+)/mu.exec(readIfThere(`/proc/${String(id)}/smaps_rollup`))?.[1] ?? 0) / 1024,
    0,
  )
}

/** A process may end while one looks at it. */
const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error) return ''
    throw error
  }
}

const listLines = async (page: Page): Promise<Line[]> => {
  const rows = await page.evaluate(async () => {
    const from = performance.now()
    const button = [...document.querySelectorAll<HTMLElement>('nav button')].find(
      ({ textContent }) => textContent === '服务记录',
    )
    button?.click()
    while (!(document.querySelector('[role="grid"] .table-row')?.textContent ?? '').includes('FW-'))
      await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
  await page.getByRole('status', { name: '列表合计' }).getByText('合计').first().waitFor()
  const all = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('ledger')
        opening.onsuccess = () => {
          const from = performance.now()
          const asked = opening.result
            .transaction('records')
            .objectStore('records')
            .getAll(IDBKeyRange.bound(['serviceRecords', ''], ['serviceRecords', '\uffff']))
          asked.onsuccess = () => {
            opening.result.close()
            resolve(performance.now() - from)
          }
        }
      }),
  )
  const longest = await page.evaluate(async () => {
    const scroller = document.querySelector('.table-scroll')
    let last = performance.now()
    let most = 0
    for (let step = 0; step < 240; step += 1) {
      if (scroller !== null) scroller.scrollTop += step % 40 === 0 ? 90_000 : 360
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      if (step > 2) most = Math.max(most, now - last)
      last = now
    }
    return most
  })
  return [
    { task: 'first rows of the list, against getAll', ours: rows, yardstick: all, unit: 'ms', goal: 0.3 },
    { task: 'longest frame while scrolling', ours: longest, unit: 'ms', goal: 33 },
  ]
}

/** A save through the app's own worker against a raw strict put; 95th percentile of 60. */
const saveLine = async (page: Page, root: string): Promise<Line> => {
  const script = readdirSync(join(root, 'out', 'renderer', 'assets')).find((file) =>
    file.startsWith('data-worker'),
  )
  const { ours, raw } = await page.evaluate(async (file) => {
    const worker = new Worker(`/assets/${file}`, { type: 'module' })
    // The message that Comlink sends for a call.
    const call = (path: string, argument: unknown): Promise<unknown> =>
      new Promise((resolve) => {
        const id = Math.random().toString(36).slice(2)
        const answer = ({ data }: MessageEvent<{ readonly id: string; readonly value: unknown }>): void => {
          if (data.id !== id) return
          worker.removeEventListener('message', answer)
          resolve(data.value)
        }
        worker.addEventListener('message', answer)
        worker.postMessage({
          id,
          type: 'APPLY',
          path: [path],
          argumentList: [{ type: 'RAW', value: argument }],
        })
      })
    const values = { name: '速度测试大学', orgType: '高等院校' }
    const times = async (work: (round: number) => Promise<unknown>): Promise<number> => {
      const taken: number[] = []
      for (let round = 0; round < 60; round += 1) {
        const from = performance.now()
        await work(round)
        taken.push(performance.now() - from)
      }
      return taken.sort((a, b) => a - b)[56] ?? 0
    }
    await call('commit', {
      id: 'warm',
      kind: 'save',
      title: '',
      operations: [{ kind: 'create', register: 'organizations', id: 'warm', values }],
    })
    const saved = await times((round) =>
      call('commit', {
        id: `b${String(round)}`,
        kind: 'save',
        title: '',
        operations: [{ kind: 'create', register: 'organizations', id: `o${String(round)}`, values }],
      }),
    )
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('bench', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
      opening.onsuccess = () => resolve(opening.result)
    })
    const put = await times(
      (round) =>
        new Promise((resolve) => {
          const change = database.transaction('rows', 'readwrite', { durability: 'strict' })
          change.objectStore('rows').put(values, round)
          change.oncomplete = resolve
        }),
    )
    worker.terminate()
    return { ours: saved, raw: put }
  }, script ?? '')
  return { task: 'save one record, p95, against a raw strict put', ours, yardstick: raw, unit: 'ms', goal: 2 }
}
