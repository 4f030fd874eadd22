// npm run dev: the app with hot reload.
import { ensureModules, ensureSystemPackages, main } from './prepare.mjs'
import { rootSwitches, run, say, viteCommand, withDisplay } from './prepare.mjs'

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  const [node, words] = viteCommand('dev', '--watch', '--', ...rootSwitches, ...process.argv.slice(2))
  const { command, args, headless } = withDisplay(node, words)
  if (headless) say('No display here: the window opens under Xvfb / 没有显示器，窗口开在 Xvfb 中。')
  return run(command, args, { env: { ...process.env, ELECTRON_EXEC_PATH: electron } })
})
