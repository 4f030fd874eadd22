import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'

interface WindowState {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number }
  readonly maximized: boolean
}

const fresh: WindowState = { bounds: { width: 1366, height: 768 }, maximized: false }
const statePath = (): string => join(app.getPath('userData'), 'window.json')

/** Where the window was last; the usual size when nothing readable is there or that screen is gone. */
export const readWindowState = (): WindowState => {
  try {
    return placed(JSON.parse(readFileSync(statePath(), 'utf8')))
  } catch (error) {
    if (error instanceof Error) return fresh
    throw error
  }
}

const placed = (value: unknown): WindowState => {
  if (typeof value !== 'object' || value === null) return fresh
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => Number(Reflect.get(value, key)))
  if (x === undefined || y === undefined || width === undefined || height === undefined) return fresh
  if (![x, y, width, height].every(Number.isFinite) || width < 400 || height < 300) return fresh
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  const visible =
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y < workArea.y + workArea.height &&
    y + height > workArea.y
  return visible
    ? { bounds: { x, y, width, height }, maximized: Reflect.get(value, 'maximized') === true }
    : fresh
}

export const rememberWindowState = (window: BrowserWindow): void => {
  window.on('close', () => {
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    // A place on the screen is worth no error message; the next start then uses the usual size.
    try {
      writeFileSync(statePath(), JSON.stringify(state))
    } catch (error) {
      if (!(error instanceof Error)) throw error
    }
  })
}
