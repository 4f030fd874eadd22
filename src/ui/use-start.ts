import { type RefObject, useEffect, useRef } from 'react'

/** Once the rows are there: goes to the one that one was at, and takes the keyboard if nobody else has it. */
export const useStart = (
  scroller: RefObject<HTMLDivElement | null>,
  index: number | undefined,
  scrollTo: (index: number, options: { readonly align: 'center' }) => void,
): void => {
  const done = useRef(false)
  useEffect(() => {
    if (index === undefined || done.current) return
    done.current = true
    scrollTo(index, { align: 'center' })
    const list = scroller.current
    // Only the page itself, or nothing, has the keyboard.
    if (document.activeElement?.contains(list) === true) list?.focus({ preventScroll: true })
  }, [index, scrollTo, scroller])
}
