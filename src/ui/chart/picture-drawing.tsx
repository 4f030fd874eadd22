import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { MountedDrawing } from './draw'
import { cellAt, type Drawing, heightOf, narrowest, type Picture, type Place } from './picture'

interface PictureDrawingProps {
  readonly picture: Picture
  readonly drawing: Drawing
}

/** The picture itself: arrows go through what it shows, Enter or a click opens it. */
export const PictureDrawing = ({ picture, drawing }: PictureDrawingProps) => {
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Place | undefined>(undefined)
  const mounted = useMounted(place, picture)
  useEffect(() => mounted?.show(picture, drawing), [mounted, picture, drawing])
  useEffect(() => mounted?.point(at), [mounted, at])
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (at !== undefined) cellAt(picture, at)?.open?.()
      return
    }
    const to = moved(event.key, mounted?.places() ?? [], at)
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
  }
  const pointed = at === undefined ? undefined : cellAt(picture, at)
  return (
    <div
      className="picture-drawing"
      role="group"
      tabIndex={0}
      aria-label={`${picture.title}：方向键逐项查看，回车打开`}
      onKeyDown={move}
      onBlur={() => setAt(undefined)}
    >
      <div
        ref={place}
        role="img"
        aria-label={picture.summary}
        style={{ height: heightOf(drawing), minWidth: narrowest(drawing) }}
      />
      <span className="picture-said" role="status" aria-label="当前项">
        {pointed?.words}
      </span>
    </div>
  )
}

const stepOf: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

const moved = (key: string, places: readonly Place[], at: Place | undefined): Place | undefined => {
  const now = places.findIndex(({ row, column }) => row === at?.row && column === at.column)
  if (key === 'Home') return places[0]
  if (key === 'End') return places.at(-1)
  const step = stepOf[key]
  if (step === undefined) return undefined
  if (now === -1) return step > 0 ? places[0] : places.at(-1)
  return places[Math.max(0, Math.min(places.length - 1, now + step))]
}

/** Whether an element has ever come into the part of the page that is seen. */
const useSeen = (element: { readonly current: HTMLElement | null }): boolean => {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (element.current === null || isSeen) return undefined
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [element, isSeen])
  return isSeen
}

/** The drawing in its element: the library is fetched, and the picture drawn, when somebody comes to look at it. */
const useMounted = (place: { readonly current: HTMLDivElement | null }, picture: Picture) => {
  const [mounted, setMounted] = useState<MountedDrawing | undefined>(undefined)
  const shown = useRef(picture)
  const isSeen = useSeen(place)
  useEffect(() => {
    shown.current = picture
  }, [picture])
  useEffect(() => {
    if (!isSeen) return undefined
    let drawing: MountedDrawing | undefined
    let isGone = false
    void import('./draw').then(({ mountDrawing }) => {
      if (isGone || place.current === null) return
      drawing = mountDrawing(place.current, (picked) => cellAt(shown.current, picked)?.open?.())
      setMounted(drawing)
    })
    return () => {
      isGone = true
      drawing?.remove()
      setMounted(undefined)
    }
  }, [place, isSeen])
  return mounted
}
