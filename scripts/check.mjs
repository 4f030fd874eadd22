// npm run check: everything that a tool can judge, in the order of how fast it answers.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureModules, main, root, run, say } from './prepare.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const projects = [
  'src/domain',
  'src/workbook',
  'src/reports',
  'src/xlsx',
  'src/storage',
  'src/bridge',
  'src',
  'electron',
  'test',
]

/** dependency-cruiser says nothing when it understood nothing; so the number of modules is looked at. */
const boundaries = () => {
  const report = JSON.parse(
    execFileSync(bin('depcruise'), ['src', 'electron', '--output-type', 'json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    }),
  )
  const { totalCruised, violations } = report.summary
  for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`)
  if (totalCruised === 0) console.error('No modules were read.')
  return totalCruised > 0 && violations.length === 0 ? 0 : 1
}

const types = async () => {
  const codes = []
  for (const project of projects) codes.push(await run(bin('tsc'), ['--noEmit', '-p', project]))
  return Math.max(...codes)
}

const steps = [
  ['format', () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.'])],
  ['types', types],
  ['lint', () => run(bin('eslint'), ['--max-warnings', '0', '.'])],
  ['boundaries', async () => boundaries()],
  ['unused code', () => run(bin('knip'), ['--no-progress'])],
  ['unit tests', () => run(bin('vitest'), ['run', '--reporter', 'dot'])],
]

await main(async () => {
  ensureModules()
  if (!existsSync(join(root, 'src', 'domain'))) throw new Error('Run this in the project folder.')
  for (const [name, step] of steps) {
    say(name)
    if ((await step()) !== 0) throw new Error(`check: ${name} failed`)
  }
  return 0
})
