import { app, type BrowserWindow, dialog } from 'electron'

/** A window that died or hangs is said so, and can be had again. */
export const offerReload = (window: BrowserWindow): void => {
  const contents = window.webContents
  const ask = oneQuestionAtATime(window)
  let endedByUser = false

  const afterCrash = async (): Promise<void> => {
    const answer = await ask('窗口意外停止，需要重新载入。', '已保存的内容都在。', ['重新载入', '退出'])
    if (answer === '重新载入') contents.reload()
    if (answer === '退出') app.quit()
  }
  const whileHanging = async (): Promise<void> => {
    const detail = '可能正在处理大量数据，可以再等一会儿。重新载入时，已保存的内容都在。'
    const answer = await ask('窗口暂时没有响应。', detail, ['继续等待', '重新载入'])
    if (window.isDestroyed()) return
    if (contents.isCrashed()) await afterCrash()
    else if (answer === '重新载入') {
      // A busy page cannot reload itself: it is ended first.
      endedByUser = true
      contents.forcefullyCrashRenderer()
    }
  }

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    if (endedByUser) {
      // Chromium is still clearing the dead page away.
      setImmediate(() => {
        contents.reload()
      })
    } else void afterCrash()
    endedByUser = false
  })
  window.on('unresponsive', () => void whileHanging())
}

/** Gives the label that was chosen; nothing while another question is open or after the window has gone. */
const oneQuestionAtATime = (window: BrowserWindow) => {
  let open = false
  return async <Label extends string>(
    message: string,
    detail: string,
    labels: readonly [Label, Label],
  ): Promise<Label | undefined> => {
    if (open || window.isDestroyed()) return undefined
    open = true
    try {
      const options = { type: 'warning', title: '科创台账', message, detail, noLink: true } as const
      const buttons = [...labels]
      const { response } = await dialog.showMessageBox(window, {
        ...options,
        buttons,
        defaultId: 0,
        cancelId: 0,
      })
      return labels[response]
    } finally {
      open = false
    }
  }
}
