// npm run check: everything that a tool can judge, in the order of how fast it answers.
// `node scripts/check.mjs lint types` runs only the steps that are named.
import { bin, ensureModules, main, run, say } from './prepare.mjs'

const steps = {
  format: () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  types: async () => (await import('./check-types.mjs')).checkTypes(),
  lint: () => run(bin('eslint'), ['--max-warnings', '0', '.']),
  boundaries: async () => (await import('./check-boundaries.mjs')).checkBoundaries(),
  styles: async () => (await import('./check-styles.mjs')).checkStyles(),
  unused: () => run(bin('knip'), ['--no-progress', '--no-config-hints']),
  unit: () => run(bin('vitest'), ['run']),
}

await main(async () => {
  ensureModules()
  const wanted = process.argv.slice(2)
  const failed = []
  for (const [name, step] of Object.entries(steps)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    say(name)
    if ((await step()) !== 0) failed.push(name)
  }
  for (const name of wanted) if (!(name in steps)) failed.push(`${name} (no such step)`)
  if (failed.length > 0) throw new Error(`check failed: ${failed.join(', ')}`)
  return 0
})
