// npm test: the unit tests, then the end-to-end tests in the real Electron; one plain line over both at the end.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
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

const output = join(root, 'test-output')
const bin = (name) => join(root, 'node_modules', '.bin', name)

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    console.error(`${path}: ${error.message}`)
    return undefined
  }
}

/** A suite that ran no test has failed, whatever its exit code. */
const tally = (name, code, passed, failed) => {
  if (passed + failed === 0) console.error(`${name}: no test ran`)
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

const unitTests = async () => {
  const report = join(output, 'unit.json')
  const code = await run(bin('vitest'), [
    'run',
    '--reporter',
    'dot',
    '--reporter',
    'json',
    `--outputFile.json=${report}`,
  ])
  const json = readJson(report)
  return tally('unit tests', code, json?.numPassedTests ?? 0, json?.numFailedTests ?? 0)
}

const endToEndTests = async (electron) => {
  const report = join(output, 'e2e.json')
  const { command, args } = withDisplay(bin('playwright'), [
    'test',
    '--reporter',
    'list,json',
    ...process.argv.slice(2),
  ])
  const code = await run(command, args, {
    env: { ...process.env, ELECTRON_BINARY: electron, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  const stats = readJson(report)?.stats
  return tally(
    'end-to-end tests',
    code,
    stats?.expected ?? 0,
    (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0),
  )
}

await main(async () => {
  ensureModules()
  ensureSystemPackages(true)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const unit = await unitTests()
  const endToEnd = await endToEndTests(electron)
  const passed = unit.passed + endToEnd.passed
  const failed = unit.failed + endToEnd.failed
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
