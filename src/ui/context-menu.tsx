import { type MouseEvent, useCallback, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { type MenuGroup, MenuList } from './menu-list'
import './context-menu.css'

/** Where it was asked for, in pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

interface ContextMenuProps {
  readonly label: string
  readonly place: MenuPlace
  readonly groups: readonly MenuGroup[]
  /** Gives the focus back. */
  readonly onClose: () => void
}

const margin = 8

/** The menu of the right button, or of the menu key: at the pointer, moved so far that all of it is in the window. */
export const ContextMenu = ({ label, place: { x, y }, groups, onClose }: ContextMenuProps) => {
  const keepInWindow = useCallback(
    (list: HTMLElement): void => {
      const { width, height } = list.getBoundingClientRect()
      list.style.left = `${String(Math.max(margin, Math.min(x, window.innerWidth - width - margin)))}px`
      list.style.top = `${String(Math.max(margin, Math.min(y, window.innerHeight - height - margin)))}px`
    },
    [x, y],
  )
  useEffect(() => {
    window.addEventListener('resize', onClose)
    return () => window.removeEventListener('resize', onClose)
  }, [onClose])
  // Whoever clicks beside a menu wants it gone, and nothing else.
  const leave = (event: MouseEvent): void => {
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    onClose()
  }
  return createPortal(
    <div className="menu-ground" onMouseDown={leave} onContextMenu={(event) => event.preventDefault()}>
      <MenuList
        {...{ label, groups, onClose }}
        className="at-pointer"
        onShown={keepInWindow}
        onChosen={(entry) => {
          // What opens now takes the focus from the list, and can give it back to it.
          onClose()
          entry.run()
        }}
      />
    </div>,
    document.body,
  )
}
