import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import './menu-list.css'

export interface MenuEntry {
  readonly label: string
  readonly run: () => void
}

export interface MenuGroup {
  /** Above its entries; groups without one are parted by a line. */
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

interface MenuListProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly className: string
  /** Once it can be measured; the same function each time. */
  readonly onShown: (list: HTMLElement) => void
  readonly onClose: () => void
  readonly onChosen: (entry: MenuEntry) => void
}

/** A menu by the keyboard as every system has it: arrows, Home and End move, Enter chooses, Escape and Tab close. */
export const MenuList = ({ label, groups, className, onShown, onClose, onChosen }: MenuListProps) => {
  const list = useRef<HTMLDivElement>(null)
  const entries = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ]
  useLayoutEffect(() => {
    const own = list.current
    if (own === null) return
    onShown(own)
    own.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true })
  }, [onShown])
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape has done its work; Tab goes on from where the menu came from.
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      onClose()
      return
    }
    const all = entries()
    const here = all.findIndex((entry) => entry === document.activeElement)
    const to = {
      ArrowDown: (here + 1) % all.length,
      ArrowUp: (here - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[to]?.focus()
  }
  return (
    <div
      ref={list}
      className={`menu-list ${className}`}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={press}
    >
      {groups.map(({ title, entries: own }, at) => (
        <div key={title ?? at} role="group" aria-label={title}>
          {title !== undefined && (
            <div className="menu-list-title" aria-hidden>
              {title}
            </div>
          )}
          {own.map((entry) => (
            <button
              key={entry.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => onChosen(entry)}
            >
              {entry.label}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
