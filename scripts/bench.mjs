// npm run bench [word …]: runs every test/bench/*.bench.ts or *.bench.mjs, or those whose names hold a word, one after
// another, and prints one table. Each exports
//   name: string
//   run(context: { root: string }): Promise<Array<{ task, ours, yardstick, unit, goal }>>
// `ours` and `yardstick` are measured in the same run, in `unit`; `goal` is the most that ours / yardstick may be.
// A task without a yardstick leaves it out; its goal is then in `unit` itself.
// `longest: { ours, goal }` may say, too, how long the window was kept busy at a time, in ms.
// A bench that throws counts as missed, and the others still run.
import { existsSync, readdirSync } from 'node:fs'
import { loadavg } from 'node:os'
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

/** Loads TypeScript as it stands; open to the end, because a bench may still import something while it runs. */
const openLoader = async () => {
  const { createServer } = await import('vite')
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  return { load: (file) => server.environments.ssr.runner.import(file), close: () => server.close() }
}

/** What a bench measured, and whether it came to its end. */
const measure = async (file, load) => {
  try {
    const bench = await load(join(folder, file))
    say(bench.name)
    const lines = await bench.run({ root })
    if (lines.length === 0) throw new Error('It measured nothing.')
    return lines
  } catch (error) {
    console.error(error)
    return [{ task: `${file}: failed, see above` }]
  }
}

const number = (value) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0))

const reachedBy = ({ ours, yardstick }) => (yardstick === undefined ? ours : ours / yardstick)
const holds = (line) =>
  line.ours !== undefined &&
  reachedBy(line) <= line.goal &&
  (line.longest === undefined || line.longest.ours <= line.longest.goal)

const cellsOf = (line) => {
  const { task, ours, yardstick, unit = '', goal, longest } = line
  const aim = goal === undefined ? '' : `≤ ${goal}`
  return [
    task,
    number(ours),
    number(yardstick),
    unit,
    number(reachedBy(line)),
    aim,
    longest === undefined ? '' : `${number(longest.ours)} of ${longest.goal}`,
    holds(line) ? 'holds' : 'MISSED',
  ]
}

const print = (rows) => {
  printTable(
    [['task', 'ours', 'yardstick', 'unit', 'ratio', 'goal', 'longest task, ms', ''], ...rows.map(cellsOf)],
    [1, 2, 4],
  )
}

const machineLoad = () => loadavg()[0].toFixed(1)

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  process.env.ELECTRON_BINARY = await ensureElectron(say)
  await ensureBuild()
  const words = process.argv.slice(2)
  const { command, args, headless } = withDisplay(process.execPath, [process.argv[1], ...words])
  if (headless) return run(command, args)
  const files = benches(words)
  if (files.length === 0) throw new Error('There is no such bench.')
  const before = machineLoad()
  const loader = await openLoader()
  const rows = []
  for (const file of files) rows.push(...(await measure(file, loader.load)))
  await loader.close()
  print(rows)
  say(`load of the machine: ${before} before, ${machineLoad()} at the end`)
  return rows.every(holds) ? 0 : 1
})
