import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openLog } from '../../../electron/log'
import { plainError, plainReport } from '../../../electron/plain-error'
import { temporaryFolder } from '../support/vaults'

const clock = () => new Date(2021, 3, 8, 9, 5, 1)

describe('the log', () => {
  test('gets a line with the time for everything noted', async () => {
    const folder = join(await temporaryFolder(), 'logs')
    const log = openLog({ folder, clock })
    log.note('启动 0.1.0')
    log.note('备份（exit）：taken')
    expect(await readFile(join(folder, 'ledger.log'), 'utf8')).toBe(
      '2021-04-08 090501 启动 0.1.0\n2021-04-08 090501 备份（exit）：taken\n',
    )
    expect(log.recent()).toEqual(['2021-04-08 090501 启动 0.1.0', '2021-04-08 090501 备份（exit）：taken'])
  })

  test('never takes more room than its few files', async () => {
    const folder = await temporaryFolder()
    const log = openLog({ folder, clock, largest: 1000, files: 5 })
    for (let number = 1; number <= 400; number += 1) log.note(`第 ${String(number)} 行 ${'x'.repeat(20)}`)
    const names = (await readdir(folder)).sort()
    expect(names).toEqual(['ledger.1.log', 'ledger.2.log', 'ledger.3.log', 'ledger.4.log', 'ledger.log'])
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000)
    expect(texts.at(-1)).toContain('第 400 行')
    const recent = log.recent()
    expect(recent.length).toBeGreaterThan(20)
    expect(recent.at(-1)).toContain('第 400 行')
    expect(`${recent.join('\n')}\n`).toBe(`${texts[0] ?? ''}${texts[4] ?? ''}`)
    // The rest goes on without a gap from one file to the next.
    const numbers = [texts[3], texts[2], texts[1], texts[0], texts[4]]
      .flatMap((text) => [...(text ?? '').matchAll(/第 (\d+) 行/gu)])
      .map(([, number]) => Number(number))
    expect(numbers).toEqual(
      Array.from({ length: numbers.length }, (_, index) => 400 - numbers.length + 1 + index),
    )
  })

  test('that cannot be written does not stop the work', async () => {
    const file = join(await temporaryFolder(), 'a file')
    await writeFile(file, '')
    openLog({ folder: join(file, 'logs'), clock }).note('启动')
  })

  test('takes only so many errors of the window', async () => {
    const folder = await temporaryFolder()
    const log = openLog({ folder, clock })
    for (let number = 0; number < 1000; number += 1) log.report({ message: 'x', stack: '' })
    expect((await readFile(join(folder, 'ledger.log'), 'utf8')).split('\n')).toHaveLength(201)
  })
})

describe('an error in the log', () => {
  test.each([
    [
      'TypeError: Cannot read properties of undefined (reading "王秀英")',
      'TypeError: Cannot read properties of undefined (reading …)',
    ],
    [
      "ENOENT: no such file or directory, open '/home/张三/台账.xlsx'",
      'ENOENT: no such file or directory, open …',
    ],
    ['No register 服务记录 of 13912345678', 'No register … of …'],
    ['open C:\\Users\\Zhang\\x.xlsx failed', 'open … failed'],
    ['line one\nline “two”', 'line one…line …two…'],
  ])('says %s without its values', (message, plain) => {
    expect(plainReport(message, '')).toBe(plain)
  })

  test('names where it arose by function, file and line, without the folders above', () => {
    const stack = [
      'Error: 王秀英',
      '    at save (file:///C:/Users/Zhang San/app/out/main/main.js:10:5)',
      '    at async Object.<anonymous> (/home/张三/a b/x.js:1:2)',
      '    at C:\\Users\\张三\\y.js:3:4',
      '    at new Promise (<anonymous>)',
      '王秀英 13912345678',
    ].join('\n')
    expect(plainReport('Error', stack).split('\n')).toEqual([
      'Error',
      '    at save main.js:10:5',
      '    at async Object.<anonymous> x.js:1:2',
      '    at y.js:3:4',
      '    at new Promise <anonymous>',
    ])
  })

  test('keeps the system’s code and its name; what is no error is only named by its type', () => {
    const error = Object.assign(new RangeError('13912345678'), { code: 'EACCES', stack: '' })
    expect(plainError(error)).toBe('RangeError EACCES: …')
    expect(plainError('13912345678')).toBe('string')
  })
})
