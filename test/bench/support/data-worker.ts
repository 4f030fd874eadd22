import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Asks the app's own data worker, as its screens do; there after `holdDataWorker`. */
    callStore: (method: string, ...given: readonly unknown[]) => Promise<unknown>
  }
}

/** Starts the window anew with `callStore` in it. Comlink's messages are written by hand: the app keeps its proxy to itself. */
export const holdDataWorker = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    let data: Worker | undefined
    window.Worker = new Proxy(window.Worker, {
      construct: (target, given: ConstructorParameters<typeof Worker>) => {
        const worker = new target(...given)
        if (given[1]?.name === 'data') data = worker
        return worker
      },
    })
    let asked = 0
    window.callStore = (method, ...given) =>
      new Promise((resolve, reject) => {
        asked += 1
        const id = `bench ${String(asked)}`
        const answer = ({
          data: message,
        }: MessageEvent<{ id: string; type: string; value: unknown }>): void => {
          if (message.id !== id) return
          data?.removeEventListener('message', answer)
          if (message.type === 'RAW') resolve(message.value)
          else reject(new Error(`${method} failed: ${JSON.stringify(message.value)}`))
        }
        data?.addEventListener('message', answer)
        const argumentList = given.map((value) => ({ type: 'RAW', value }))
        data?.postMessage({ id, type: 'APPLY', path: [method], argumentList })
      })
  })
  await page.reload()
  await page.getByRole('heading', { name: '首页' }).waitFor()
}
