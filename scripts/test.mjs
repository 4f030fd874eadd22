// npm test: the unit tests, then the end-to-end tests in the real Electron; one plain line over both at the end.
// What follows `npm test --` goes to Playwright; `--update-pictures` also takes the pictures of README.md anew.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bin, ensureBuild, ensureModules, ensureSystemPackages, main, root } from './prepare.mjs'
import { run, say, withDisplay } from './prepare.mjs'

const output = join(root, 'test-output')
const updatePictures = '--update-pictures'
const given = process.argv.slice(2)

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    console.error(`${path}: ${error.message}`)
    return undefined
  }
}

/** A suite that ran no test, or that ended badly though no test failed, counts as one failure. */
const tally = (name, code, { passed, failed, skipped }) => {
  if (passed + failed === 0) console.error(`${name}: no test ran`)
  if (skipped > 0) console.error(`${name}: ${skipped} skipped`)
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

const unitTests = async () => {
  const report = join(output, 'unit.json')
  const reporters = ['--reporter', 'dot', '--reporter', 'json', `--outputFile.json=${report}`]
  const code = await run(bin('vitest'), ['run', ...reporters])
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
  } = readJson(report) ?? {}
  const skipped = numPendingTests + numTodoTests
  return tally('unit tests', code, { passed: numPassedTests, failed: numFailedTests, skipped })
}

const endToEndTests = async (electron) => {
  const report = join(output, 'e2e.json')
  const { command, args } = withDisplay(bin('playwright'), [
    'test',
    ...given.filter((word) => word !== updatePictures),
  ])
  const env = {
    ...process.env,
    ELECTRON_BINARY: electron,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(given.includes(updatePictures) ? { UPDATE_PICTURES: '1' } : {}),
  }
  const code = await run(command, [...args, '--reporter', 'list,json'], { env })
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readJson(report)?.stats ?? {}
  return tally('end-to-end tests', code, { passed: expected, failed: unexpected + flaky, skipped })
}

const runBoth = async () => {
  ensureModules()
  ensureSystemPackages(true)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  return [await unitTests(), await endToEndTests(electron)]
}

await main(async () => {
  const suites = await runBoth().catch((error) => {
    console.error(error instanceof Error ? error.message : String(error))
    return [{ passed: 0, failed: 1 }]
  })
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0)
  const failed = suites.reduce((sum, suite) => sum + suite.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
