/** Milliseconds. The data are in the journal anyway: nobody has to wait longer for one more copy. */
const longestWait = 20_000

/** What of a window matters here. */
interface Leaving {
  readonly on: (event: 'close', listener: (event: { readonly preventDefault: () => void }) => void) => unknown
  readonly hide: () => void
  readonly destroy: () => void
  readonly isVisible: () => boolean
  readonly isDestroyed: () => boolean
}

/**
 * Lets the last work be done when the user closes the window: it is hidden at once, and gone when the work is. Closing
 * twice does not wait; a window that is shown again meanwhile stays. Gives the way to say that there is no time at all.
 */
export const workBeforeLeaving = (
  window: Leaving,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
  longest: number = longestWait,
): (() => void) => {
  let leaving = false
  window.on('close', (event) => {
    if (leaving) return
    leaving = true
    event.preventDefault()
    window.hide()
    void Promise.race([work().catch(onError), wait(longest)]).then(() => {
      leaving = false
      if (!window.isDestroyed() && !window.isVisible()) window.destroy()
    })
  })
  return () => {
    leaving = true
  }
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
