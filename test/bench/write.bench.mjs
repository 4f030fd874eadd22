// Writes a styled sheet of 50,000 × 20 with our writer and with exceljs, and reads it back with our reader and with the
// library alone. Each task has a process of its own, so that its peak memory is its own.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { readingOptions } from './support/reading-options.mjs'

export const name = 'Workbook of 50,000 × 20'

const rowCount = 50_000
const rounds = 3
const own = fileURLToPath(import.meta.url)
const mebibyte = 1024 * 1024

export const run = async ({ root }) => {
  const folder = await mkdtemp(join(tmpdir(), 'write-bench-'))
  try {
    const bundle = join(folder, 'xlsx.mjs')
    const file = join(folder, 'ours.xlsx')
    await bundleInto(folder, root)
    const measure = (task) => inOwnProcess(root, task, bundle, file)
    const [theirs, ours] = await alternately(measure, 'write-exceljs', 'write-ours')
    const [library, reader] = await alternately(measure, 'read-library', 'read-ours')
    return [
      { task: 'write, time', ours: ours.ms, yardstick: theirs.ms, unit: 'ms', goal: 0.8 },
      { task: 'write, peak memory', ours: ours.peak, yardstick: theirs.peak, unit: 'MB', goal: 0.5 },
      { task: 'read back, time', ours: reader.ms, yardstick: library.ms, unit: 'ms', goal: 1.2 },
      { task: 'read back, peak memory', ours: reader.peak, yardstick: library.peak, unit: 'MB', goal: 1.2 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The best of each, taken in turns: what else the machine does then hits both alike. */
const alternately = async (measure, first, second) => {
  const taken = { [first]: [], [second]: [] }
  for (let round = 0; round < rounds; round += 1)
    for (const task of [first, second]) taken[task].push(await measure(task))
  const best = (results) => ({
    ms: Math.min(...results.map(({ ms }) => ms)),
    peak: Math.min(...results.map(({ peak }) => peak)),
  })
  return [best(taken[first]), best(taken[second])]
}

/** Our sources as one plain module: a process that compiles them would count its own memory with theirs. */
const bundleInto = async (folder, root) => {
  const { build } = await import('vite')
  const entry = join(folder, 'entry.ts')
  const from = (file) => JSON.stringify(join(root, 'src/xlsx', file))
  await writeFile(
    entry,
    `export { writeWorkbook } from ${from('write.ts')}\nexport { readWorkbook } from ${from('read.ts')}\n`,
  )
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node20.18',
      rollupOptions: { output: { entryFileNames: 'xlsx.mjs', codeSplitting: false } },
    },
  })
}

const inOwnProcess = async (root, task, bundle, file) => {
  const { stdout } = await promisify(execFile)(process.execPath, [own, task, bundle, file], { cwd: root })
  return JSON.parse(stdout)
}

const formats = ['text', 'date', 'text', 'text', 'integer', 'money', 'decimal', 'percent', 'text', 'text']
const columns = Array.from({ length: 20 }, (_, at) => ({
  width: 14 + (at % 4) * 4,
  format: formats[at % formats.length],
}))

/** A ledger's mixture: own codes and topics, names that come again, numbers, days, blanks. */
const valueAt = (row, column) => {
  const kind = column % formats.length
  if (kind === 0) return `FW-500118-2021-${String(row).padStart(5, '0')}${column === 0 ? '' : 'B'}`
  if (kind === 1)
    return `2021-${String(1 + (row % 12)).padStart(2, '0')}-${String(1 + (row % 28)).padStart(2, '0')}`
  if (kind === 2) return `重庆市永川区第${String(row % 900)}科技有限公司`
  if (kind === 3) return `第${String(row)}次主轴温升治理技术诊断`
  if (kind === 4) return row % 500
  if (kind === 5) return (row % 9000) * 1.25
  if (kind === 6) return (row % 80) / 2
  if (kind === 7) return (row % 1000) / 1000
  if (kind === 8) return row % 3 === 0 ? null : ['精准化', '定制化', '套餐式'][row % 3]
  return `专家${String(row % 300)}、专家${String(row % 171)}`
}

const ourWorkbook = () => ({
  title: '服务记录',
  creator: '永川区科学技术协会',
  createdAt: '2021-07-01T00:00:00Z',
  sheets: [
    {
      name: '服务记录',
      visibility: 'visible',
      columns,
      rows: [
        { cells: [{ value: '服务记录', role: 'title' }] },
        { cells: columns.map((_, at) => ({ value: `第${String(at)}列`, role: 'heading' })) },
        ...Array.from({ length: rowCount }, (_, row) => ({
          cells: columns.map((_, column) => valueAt(row, column)),
        })),
      ],
      merges: [{ row: 0, column: 0, rows: 1, columns: 20 }],
      freeze: { rows: 2, columns: 1 },
    },
  ],
})

const patterns = {
  text: '@',
  integer: '#,##0',
  decimal: '#,##0.0',
  money: '#,##0.00',
  percent: '0.0%',
  date: 'yyyy"年"m"月"d"日"',
}
const serial = (day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
const thin = { style: 'thin', color: { argb: 'FF000000' } }
const box = { top: thin, right: thin, bottom: thin, left: thin }

/** The same sheet as exceljs has it written: styles by column, values row by row. */
const writeWithExcel = async () => {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('服务记录', { views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }] })
  const body = { name: '仿宋_GB2312', size: 10.5 }
  sheet.columns = columns.map(({ width, format }) => ({
    width,
    style: {
      numFmt: patterns[format],
      font: body,
      border: box,
      alignment: {
        vertical: 'middle',
        wrapText: true,
        horizontal: format === 'text' ? 'left' : format === 'date' ? 'center' : 'right',
      },
    },
  }))
  sheet.getCell('A1').value = '服务记录'
  sheet.mergeCells(1, 1, 1, columns.length)
  sheet.addRow(columns.map((_, at) => `第${String(at)}列`)).font = { name: '黑体', size: 10.5 }
  for (let row = 0; row < rowCount; row += 1) {
    sheet.addRow(
      columns.map(({ format }, column) => {
        const value = valueAt(row, column)
        return format === 'date' ? serial(value) : value
      }),
    )
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const load = (bundle) => import(pathToFileURL(bundle).href)

/** What each task needs beforehand, which is not measured, and what it does. */
const tasks = {
  'write-ours': async (bundle) => {
    const { writeWorkbook } = await load(bundle)
    return () => writeWorkbook(ourWorkbook())
  },
  'write-exceljs': () => Promise.resolve(writeWithExcel),
  'read-ours': async (bundle, file) => {
    const { readWorkbook } = await load(bundle)
    const bytes = new Uint8Array(await readFile(file))
    return async () => {
      const result = await readWorkbook(bytes, '服务记录.xlsx')
      if (!result.ok || result.sheets[0].rows.length !== rowCount + 2) throw new Error('Not read back.')
    }
  },
  'read-library': async (_, file) => {
    const { read } = await import('xlsx')
    const bytes = new Uint8Array(await readFile(file))
    return () => {
      const book = read(bytes, readingOptions)
      if (book.Sheets['服务记录']['!data'].length !== rowCount + 2) throw new Error('Not read back.')
    }
  },
}

const measureHere = async (task, bundle, file) => {
  const work = await tasks[task](bundle, file)
  const start = performance.now()
  const made = await work()
  const ms = performance.now() - start
  // Kibibytes everywhere; the most that this process ever held.
  const peak = (process.resourceUsage().maxRSS * 1024) / mebibyte
  if (task === 'write-ours') await writeFile(file, made)
  process.stdout.write(JSON.stringify({ ms, peak, size: made?.length }))
}

if (process.argv[1] === own) {
  const [, , task, bundle, file] = process.argv
  await measureHere(task, bundle, file)
}
