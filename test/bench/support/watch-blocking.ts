import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Milliseconds. */
    longestBlock?: number
  }
}

/** Chromium reports every task of the window that takes 50 ms or longer. */
export const watchBlocking = (page: Page): Promise<void> =>
  page.evaluate(() => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        window.longestBlock = Math.max(window.longestBlock ?? 0, duration)
    }).observe({ type: 'longtask' })
  })

/** Milliseconds of the longest such task since this was last asked; 0 where there was none. */
export const longestBlockIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    // What was observed comes a moment after it happened.
    await new Promise((done) => setTimeout(done, 200))
    const longest = window.longestBlock ?? 0
    window.longestBlock = 0
    return longest
  })
