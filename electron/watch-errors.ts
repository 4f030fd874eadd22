import { app } from 'electron'
import type { Log } from './log'

/** Writes down what nobody expected; what happens then stays as it was. */
export const watchErrors = (log: Log): void => {
  process.on('uncaughtExceptionMonitor', (error) => {
    log.error('main', error)
  })
  process.on('unhandledRejection', (reason) => {
    log.error('main', reason)
  })
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    log.note(`窗口进程停止：${reason} ${String(exitCode)}`)
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.note(`辅助进程停止：${type} ${reason} ${String(exitCode)}`)
  })
}
