// npm run bench [word …]: runs every test/bench/*.bench.ts or *.bench.mjs, or those whose names hold a word, one after
// another, and prints one table. Each exports
//   name: string
//   run(context: { electron: string, root: string }): Promise<Array<{ task, ours, yardstick, unit, goal }>>
// `ours` and `yardstick` are measured in the same run, in `unit`; `goal` is the most that ours / yardstick may be.
// A task without a yardstick leaves it out; its goal is then in `unit` itself.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureBuild,
  ensureModules,
  ensureSystemPackages,
  main,
  root,
  run,
  say,
  withDisplay,
} from './prepare.mjs'
import { printTable } from './table.mjs'

const folder = join(root, 'test', 'bench')

const benches = (words) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => /\.bench\.(ts|mjs)$/u.test(name))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort()

const measure = async (file, context) => {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(join(folder, file), { root, configFile: false, logLevel: 'error' })
  say(module.name)
  return module.run(context)
}

const number = (value) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0))

const line = ({ task, ours, yardstick, unit, goal }) => {
  const reached = yardstick === undefined ? ours : ours / yardstick
  return [
    task,
    number(ours),
    number(yardstick),
    unit,
    number(reached),
    `≤ ${goal}`,
    reached <= goal ? 'holds' : 'MISSED',
  ]
}

const print = (rows) => {
  printTable([['task', 'ours', 'yardstick', 'unit', 'ratio', 'goal', ''], ...rows.map(line)], [1, 2, 4])
}

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  const words = process.argv.slice(2)
  const { command, args, headless } = withDisplay(process.execPath, [process.argv[1], ...words])
  if (headless) return run(command, args)
  const rows = []
  for (const file of benches(words)) rows.push(...(await measure(file, { electron, root })))
  if (rows.length === 0) throw new Error('No bench measured anything.')
  print(rows)
  return 0
})
