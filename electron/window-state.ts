import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, screen } from 'electron'
import { type Placement, placeWindow } from './place-window'
import { codeOf } from './system-error'

const statePath = (): string => join(app.getPath('userData'), 'window.json')

/** Where the window was last. */
export const readPlacement = (): Placement =>
  placeWindow(readSaved(), (bounds) => screen.getDisplayMatching(bounds).workArea)

/** A place on the screen is worth no error message: without a readable one the window opens at its usual size. */
const readSaved = (): unknown => {
  try {
    return JSON.parse(readFileSync(statePath(), 'utf8')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) !== undefined) return undefined
    throw error
  }
}

export const rememberPlacement = (window: BrowserWindow): void => {
  window.on('close', () => {
    const saved = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(statePath(), JSON.stringify(saved))
    } catch (error) {
      // On a full disk the window must still close.
      if (codeOf(error) === undefined) throw error
    }
  })
}
