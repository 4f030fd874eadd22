import type { Rectangle } from 'electron'

export interface Placement {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number }
  readonly maximized: boolean
}

export const smallest = { width: 1024, height: 640 }
const usual: Placement = { bounds: { width: 1366, height: 768 }, maximized: false }
/** This much of the title bar must be on the screen, or the window cannot be dragged back. */
const grip = { width: 120, height: 40 }

/** Where a window goes that remembers `saved`: the usual size when that is no place, or its screen is gone. */
export const placeWindow = (saved: unknown, workAreaAt: (bounds: Rectangle) => Rectangle): Placement => {
  const bounds = rectangle(saved)
  if (bounds === undefined) return usual
  const area = workAreaAt(bounds)
  const within =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= grip.width &&
    bounds.y >= area.y - grip.height &&
    bounds.y <= area.y + area.height - grip.height
  if (!within) return usual
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  return { bounds: { x: bounds.x, y: bounds.y, width, height }, maximized: flag(saved, 'maximized') }
}

const rectangle = (saved: unknown): Rectangle | undefined => {
  const [x, y, width, height] = [
    number(saved, 'x'),
    number(saved, 'y'),
    number(saved, 'width'),
    number(saved, 'height'),
  ]
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined
  return width >= 400 && height >= 300 ? { x, y, width, height } : undefined
}

const property = (saved: unknown, key: string): unknown =>
  typeof saved === 'object' && saved !== null ? (Reflect.get(saved, key) as unknown) : undefined
const number = (saved: unknown, key: string): number | undefined => {
  const value = property(saved, key)
  return Number.isInteger(value) ? (value as number) : undefined
}
const flag = (saved: unknown, key: string): boolean => property(saved, key) === true
