import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { launchApp, stubOpenDialog, temporaryFolder } from '../e2e/support/launch'
import { begin, goTo } from '../e2e/support/steps'
import { referenceDistricts } from '../../src/domain/reference/districts'
import { packageText, type PackedRecord } from '../../src/exchange/district-package'
import { familyMemory } from './support/family-memory'
import { type Line, median } from './support/measure'
import { watchBlocking } from './support/watch-blocking'

export const name = 'Taking the packages of 41 districts, 5,000 records each'

const packages = 41
const recordsEach = 5000
const organizationsEach = 500
/** The city, and the home of the office that takes them. */
const notTheirs = ['500000', '500118']
const patience = { timeout: 300_000 }

/**
 * Every package is opened, compared with what lies there already and taken; against what nobody can do without: unpacking
 * it and putting its records into a store without an index, in the same window. The first ones meet an empty ledger, the
 * last ones one of 200,000 records.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const districts = referenceDistricts.filter(({ code }) => !notTheirs.includes(code)).slice(0, packages)
  const { app, page, close } = await launchApp()
  await begin(page)
  await watchBlocking(page)
  await goTo(page, '汇总')
  const taken: number[] = []
  let memory = 0
  let cancelling = 0
  for (const [index, { code, shortName: title }] of districts.entries()) {
    const bytes = packageOf(index, code, title)
    const path = join(folder, `${title}.kcdata`)
    await writeFile(path, bytes)
    await stubOpenDialog(app, [path])
    if (index === districts.length - 1) cancelling = await timeToCancel(page)
    const from = performance.now()
    await page.getByRole('button', { name: '选择数据包' }).click()
    await page.getByRole('button', { name: '并入', exact: true }).click(patience)
    await page.getByRole('button', { name: `撤回${title}的汇总` }).waitFor(patience)
    taken.push(performance.now() - from)
    memory = Math.max(memory, familyMemory(app.process().pid ?? 0))
  }
  const blocked = await page.evaluate(() => window.longestBlock ?? 0)
  let yardstick = 0
  for (const { shortName: title } of districts) {
    const bytes = await readFile(join(folder, `${title}.kcdata`))
    yardstick += await page.evaluate(timeOfPutting, bytes.toString('base64'))
  }
  await close()
  await rm(folder, { recursive: true, force: true })
  const all = taken.reduce((sum, one) => sum + one, 0)
  return [
    { task: 'taking 41 packages, against unpacking and raw put', ours: all, yardstick, unit: 'ms', goal: 4 },
    {
      task: 'the last five packages, against the first five',
      ours: median(taken.slice(-5)),
      yardstick: median(taken.slice(0, 5)),
      unit: 'ms',
      goal: 2,
    },
    { task: 'calling off the reading of a package', ours: cancelling, unit: 'ms', goal: 500 },
    { task: 'longest time the window is blocked by taking packages', ours: blocked, unit: 'ms', goal: 50 },
    { task: 'memory with the data of 41 districts', ours: memory, unit: 'MB', goal: 1500 },
  ]
}

const at = '2021-07-02T08:00:00.000Z'

/** Invented records of one district: enterprises, and services that name them. */
const packageOf = (index: number, district: string, districtName: string): Buffer => {
  const id = (kind: number, number: number): string =>
    `018f${String(index).padStart(4, '0')}-000${String(kind)}-7000-8000-${String(number).padStart(12, '0')}`
  const record = (register: string, kind: number, number: number, values: object): PackedRecord => ({
    register,
    record: {
      id: id(kind, number),
      code: `${kind === 0 ? 'ORG' : 'FW'}-${district}-2021-${String(number + 1).padStart(4, '0')}`,
      districtCode: district,
      confidentiality: '内部',
      isSample: false,
      createdAt: at,
      createdBy: '张三',
      updatedAt: at,
      updatedBy: '张三',
      version: 1,
      deletedAt: null,
      values: { ...values },
    },
  })
  const records = [
    ...Array.from({ length: organizationsEach }, (_, number) =>
      record('organizations', 0, number, {
        name: `${districtName}第${String(number)}机械有限公司`,
        orgType: '企业',
      }),
    ),
    ...Array.from({ length: recordsEach - organizationsEach }, (_, number) =>
      record('serviceRecords', 1, number, {
        serviceDate: `2021-0${String(1 + (number % 6))}-${String(10 + (number % 18))}`,
        served: [id(0, number % organizationsEach)],
        mode: '套餐式',
        topic: `第${String(number)}次产线诊断`,
        auditStatus: '待审核',
      }),
    ),
  ]
  const unitName = `${districtName}科协`
  const made = {
    district,
    districtName,
    unitName,
    person: '张三',
    madeAt: at,
    records,
    deleted: [],
    files: [],
  }
  return gzipSync(packageText(made))
}

/** From 取消 until a package can be chosen again. */
const timeToCancel = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let from: number | undefined
        const find = (wanted: string) =>
          [...document.querySelectorAll('button')].find((button) => button.textContent === wanted)
        find('选择数据包')?.click()
        const look = (): void => {
          const cancel = find('取消')
          if (from === undefined && cancel !== undefined) {
            from = performance.now()
            cancel.click()
          } else if (from !== undefined && find('选择数据包')?.disabled === false) {
            resolve(performance.now() - from)
            return
          }
          requestAnimationFrame(look)
        }
        look()
      }),
  )

const timeOfPutting = async (base64: string): Promise<number> => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const raw = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bench')
    opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'id' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(new Error('bench was not opened.'))
  })
  const from = performance.now()
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  const { records } = JSON.parse(await new Response(stream).text()) as {
    readonly records: readonly { readonly record: object }[]
  }
  await new Promise<void>((resolve, reject) => {
    const change = raw.transaction('records', 'readwrite', { durability: 'strict' })
    for (const { record } of records) change.objectStore('records').put(record)
    change.oncomplete = () => resolve()
    change.onabort = () => reject(new Error('A package was not put.'))
  })
  const time = performance.now() - from
  raw.close()
  return time
}
