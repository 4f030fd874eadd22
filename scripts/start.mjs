// npm start: sets up what is missing, builds when sources changed, opens the app.
import { ensureBuild, ensureModules, ensureSystemPackages, main, root } from './prepare.mjs'
import { rootSwitches, run, say, withDisplay } from './prepare.mjs'

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron, missingLibraries } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  const missing = missingLibraries(electron)
  if (missing.length > 0) {
    throw new Error(
      `Electron needs system libraries that are not installed / 缺少系统库：${missing.join(' ')}`,
    )
  }
  await ensureBuild()
  const { command, args, headless } = withDisplay(electron, [...rootSwitches, root, ...process.argv.slice(2)])
  if (headless) say('No display here: the window opens under Xvfb / 没有显示器，窗口开在 Xvfb 中。')
  return run(command, args)
})
