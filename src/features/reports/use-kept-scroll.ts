import { type RefObject, type SyntheticEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useReportState } from './report-state'

/** Part of the panel of a figure: it scrolls to where it was before the user looked at a record, and keeps where it is. */
export const useKeptScroll = (element: RefObject<HTMLElement | null>, name: string) => {
  const top = useRef(0)
  useLayoutEffect(() => {
    const target = element.current
    const kept = useReportState.getState().previewed?.view.panel[name] ?? 0
    top.current = kept
    if (target === null || kept === 0) return
    // While the panel slides in it may have no size yet, and nothing to scroll.
    const observer = new ResizeObserver(() => {
      if (target.clientHeight === 0) return
      target.scrollTop = kept
      observer.disconnect()
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, name])
  useEffect(
    () => () => {
      const { previewed, look } = useReportState.getState()
      // A panel that was closed is not kept.
      if (previewed?.view.figure !== undefined)
        look({ panel: { ...previewed.view.panel, [name]: top.current } })
    },
    [name],
  )
  const note = (event: SyntheticEvent<HTMLElement>): void => {
    top.current = event.currentTarget.scrollTop
  }
  // Who scrolls and clicks at once leaves before the next frame, and only that tells of the scrolling.
  return { onScroll: note, onClickCapture: note }
}
