// npm run bench: runs every test/bench/*.bench.mjs and prints one table. A bench exports `name` and
// `run({ electron, root })`, which gives rows { task, ours, yardstick, unit, goal }: the ratio ours / yardstick of one run.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

const show = ({ task, ours, yardstick, unit, goal }) => {
  const ratio = ours / yardstick
  const verdict = ratio <= goal ? 'holds' : 'MISSED'
  return `${task.padEnd(64)} ${ours.toFixed(1).padStart(10)} ${yardstick.toFixed(1).padStart(10)} ${unit.padEnd(4)} ${ratio.toFixed(2).padStart(7)} ≤ ${String(goal).padEnd(5)} ${verdict}`
}

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  const display = withDisplay(process.execPath, [process.argv[1], ...process.argv.slice(2)])
  if (display.headless) return run(display.command, display.args)
  const folder = join(root, 'test', 'bench')
  const wanted = process.argv.slice(2)
  const files = readdirSync(folder).filter(
    (file) =>
      file.endsWith('.bench.mjs') && (wanted.length === 0 || wanted.some((word) => file.includes(word))),
  )
  const rows = []
  for (const file of files) {
    const bench = await import(pathToFileURL(join(folder, file)).href)
    say(bench.name)
    rows.push(...(await bench.run({ electron, root })))
  }
  console.log(`\n${'task'.padEnd(64)} ${'ours'.padStart(10)} ${'yardstick'.padStart(10)}`)
  for (const row of rows) console.log(show(row))
  return 0
})
