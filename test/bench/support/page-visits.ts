import type { Page } from '@playwright/test'

/** Something on the page: what a selector finds, and of that the first that has such a text. */
export interface Spot {
  readonly selector: string
  /** Source of a regular expression. */
  readonly text?: string
}

/** A click, or typing into a box, and what has to be on the screen then. */
export interface Visit {
  readonly name: string
  /** Gets there, without being measured. */
  readonly ready?: (page: Page) => Promise<void>
  readonly press: Spot
  /** Typed into the spot instead of a click. */
  readonly type?: string
  readonly shown: readonly Spot[]
  /** Leaves what was opened, without being measured. */
  readonly after?: (page: Page) => Promise<void>
}

export interface Measured {
  /** Milliseconds from the click until all of it was there. */
  readonly took: number
  /** Until a progress with 取消 was there; undefined where the answer came without one. */
  readonly cancellable: number | undefined
  /** The longest task of the window meanwhile and shortly afterwards; 0 where none was over 50. */
  readonly longest: number
  /** The longest time between two frames. */
  readonly frame: number
}

const patience = 60_000

export const measureVisit = async (
  page: Page,
  { ready, press, type, shown, after }: Visit,
): Promise<Measured> => {
  await ready?.(page)
  await page.evaluate(watch)
  const measured = await page.evaluate(visit, { press, type, shown, patience })
  await after?.(page)
  return measured
}

declare global {
  interface Window {
    longTasks?: number[]
  }
}

const watch = (): void => {
  if (window.longTasks === undefined) {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks?.push(duration)
    }).observe({ type: 'longtask' })
  }
  window.longTasks = []
}

const visit = async ({
  press,
  type,
  shown,
  patience: most,
}: {
  readonly press: Spot
  readonly type: string | undefined
  readonly shown: readonly Spot[]
  readonly patience: number
}): Promise<Measured> => {
  const find = ({ selector, text }: Spot): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>(selector)].find(
      (one) => text === undefined || new RegExp(text, 'u').test(one.textContent),
    )
  const isCancellable = (): boolean =>
    find({ selector: '[role="status"] button', text: '^取消$' }) !== undefined
  const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame)
  const act = (): void => {
    const target = find(press)
    if (target === undefined) throw new Error(`There is no ${press.selector} ${press.text ?? ''}.`)
    if (type === undefined) {
      target.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
      target.click()
      return
    }
    target.focus()
    // As React hears it: through the input's own setter.
    Reflect.set(HTMLInputElement.prototype, 'value', type, target)
    target.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  await nextFrame()
  let before = await nextFrame()
  let frame = 0
  const tick = async (): Promise<void> => {
    const now = await nextFrame()
    frame = Math.max(frame, now - before)
    before = now
  }
  const from = performance.now()
  // As a click does: in a task of its own.
  await new Promise<void>((done, fail) => {
    setTimeout(() => {
      try {
        act()
        done()
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)))
      }
    })
  })
  let cancellable: number | undefined
  while (!shown.every((spot) => find(spot) !== undefined)) {
    await tick()
    if (cancellable === undefined && isCancellable()) cancellable = performance.now() - from
    if (performance.now() - from > most) {
      const missing = shown.find((spot) => find(spot) === undefined)
      throw new Error(
        `There came no ${missing?.selector ?? ''} ${missing?.text ?? ''}: ${document.body.innerText.slice(0, 600)}`,
      )
    }
  }
  const took = performance.now() - from
  // What comes in late moves what one has begun to read.
  for (const until = performance.now() + 400; performance.now() < until;) await tick()
  return { took, cancellable, longest: Math.max(0, ...(window.longTasks ?? [])), frame }
}
