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
