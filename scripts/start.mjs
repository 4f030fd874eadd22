// npm start: sets up what is missing, builds when sources changed, opens the app.
import {
  ensureBuild,
  ensureModules,
  ensureSystemPackages,
  main,
  root,
  rootSwitches,
  run,
  say,
  withDisplay,
} from './prepare.mjs'

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  await ensureBuild()
  const { command, args, headless } = withDisplay(electron, [...rootSwitches, root, ...process.argv.slice(2)])
  if (headless) say('No display here: the window opens under Xvfb / 没有显示器，窗口开在 Xvfb 中。')
  return run(command, args, { shell: false })
})
