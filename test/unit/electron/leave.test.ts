import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { workBeforeLeaving } from '../../../electron/leave'

/** Behaves as a window does: closing it destroys it unless somebody prevents it. */
const aWindow = () => {
  const emitter = new EventEmitter()
  let [visible, destroyed] = [true, false]
  let gone = (): void => undefined
  const isGone = new Promise<void>((done) => {
    gone = done
  })
  const destroy = (): void => {
    destroyed = true
    visible = false
    gone()
  }
  return {
    on: (event: 'close', listener: (event: { readonly preventDefault: () => void }) => void) =>
      emitter.on(event, listener),
    hide: () => {
      visible = false
    },
    show: () => {
      visible = true
    },
    destroy,
    isVisible: () => visible,
    isDestroyed: () => destroyed,
    isGone,
    close: () => {
      const event = {
        defaultPrevented: false,
        preventDefault: () => Object.assign(event, { defaultPrevented: true }),
      }
      emitter.emit('close', event)
      if (!event.defaultPrevented) destroy()
    },
  }
}

const aWork = () => {
  let end = (): void => undefined
  const work = () =>
    new Promise<void>((done) => {
      end = done
    })
  return { work, end: () => end() }
}

const fail = (error: unknown): void => {
  throw error
}

test('a window that is closed is hidden at once and gone when the work is done', async () => {
  const [window, { work, end }] = [aWindow(), aWork()]
  workBeforeLeaving(window, work, fail)
  window.close()
  expect([window.isVisible(), window.isDestroyed()]).toEqual([false, false])
  end()
  await window.isGone
})

test('nobody waits for ever', async () => {
  const window = aWindow()
  workBeforeLeaving(window, aWork().work, fail, 20)
  window.close()
  await window.isGone
})

test('closing twice does not wait, and neither does a system that shuts down', () => {
  const twice = aWindow()
  workBeforeLeaving(twice, aWork().work, fail)
  twice.close()
  twice.close()
  expect(twice.isDestroyed()).toBe(true)
  const once = aWindow()
  const leaveAtOnce = workBeforeLeaving(once, aWork().work, fail)
  leaveAtOnce()
  once.close()
  expect(once.isDestroyed()).toBe(true)
})

test('a window that is shown again meanwhile stays, and can be closed again', async () => {
  const [window, { work, end }] = [aWindow(), aWork()]
  workBeforeLeaving(window, work, fail)
  window.close()
  window.show()
  end()
  await Promise.resolve().then(() => Promise.resolve())
  await new Promise((done) => setImmediate(done))
  expect(window.isDestroyed()).toBe(false)
  window.close()
  expect([window.isVisible(), window.isDestroyed()]).toEqual([false, false])
  end()
  await window.isGone
})

test('work that fails keeps nobody, and is told of', async () => {
  const window = aWindow()
  const told: unknown[] = []
  const reason = new Error('no')
  workBeforeLeaving(
    window,
    () => Promise.reject(reason),
    (error) => told.push(error),
  )
  window.close()
  await window.isGone
  expect(told).toEqual([reason])
})
