// npm run test:faults: what `npm test` tries of every fault a few times, many times over, and the model of the ledger over
// 20,000 operations; at the end one table. What follows `npm run test:faults --` goes to Playwright.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bin, ensureBuild, ensureModules, ensureSystemPackages, main, root } from './prepare.mjs'
import { run, say, withDisplay } from './prepare.mjs'
import { printTable } from './table.mjs'

/** Each trial adds a line. */
const tally = join(root, 'test-output', 'faults.jsonl')
const sums = ['acknowledged', 'rebuilt', 'lost', 'half', 'badFiles', 'wrongMessages']

const trials = () =>
  existsSync(tally)
    ? readFileSync(tally, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []

const total = (lines, key) => lines.reduce((sum, line) => sum + line[key], 0)

const print = (lines) => {
  const groups = new Map()
  for (const line of lines) {
    const key = `${line.fault}|${line.doing}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  const row = (fault, doing, some) => [
    fault,
    doing,
    String(some.length),
    ...sums.map((key) => String(total(some, key))),
  ]
  printTable(
    [
      [
        'fault',
        'doing',
        'tried',
        'acknowledged',
        'rebuilt',
        'lost',
        'half batches',
        'bad files',
        'wrong messages',
      ],
      ...[...groups].map(([key, some]) => row(...key.split('|'), some)),
      row('all', '', lines),
    ],
    [2, 3, 4, 5, 6, 7, 8],
  )
}

await main(async () => {
  ensureModules()
  ensureSystemPackages(true)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  rmSync(tally, { force: true })
  const env = { ...process.env, FAULTS: 'long', ELECTRON_BINARY: electron }
  say('20,000 operations against the model')
  const model = await run(bin('vitest'), ['run', 'test/unit/storage/model.test.ts'], { env })
  const { command, args } = withDisplay(bin('playwright'), ['test', 'test/faults', ...process.argv.slice(2)])
  const faults = await run(command, [...args, '--reporter', 'list'], { env })
  const lines = trials()
  if (lines.length === 0) throw new Error('No fault was tried.')
  print(lines)
  return model === 0 && faults === 0 ? 0 : 1
})
