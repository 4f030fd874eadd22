import { Button } from 'antd'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import './menu-button.css'

export interface MenuEntry {
  readonly label: string
  readonly run: () => void
}

export interface MenuGroup {
  /** Above its entries; groups without one follow each other without a word. */
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

interface MenuButtonProps {
  readonly label: string
  /** Shown instead of the label, which is then only its name. */
  readonly icon?: ReactNode
  readonly type?: 'primary' | 'default'
  readonly size?: 'small' | 'middle'
  readonly disabled?: boolean
  readonly groups: readonly MenuGroup[]
}

/**
 * A button with a menu, by the keyboard as every system has it: Enter opens, arrows, Home and End move, Enter chooses
 * where one is, Escape and Tab close and lead back to the button.
 */
export const MenuButton = ({
  label,
  icon,
  type = 'default',
  size = 'middle',
  disabled = false,
  groups,
}: MenuButtonProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = (): HTMLButtonElement | null => place.current?.querySelector('button') ?? null
  const leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || place.current?.contains(relatedTarget) !== true) setIsOpen(false)
  }
  const close = (): void => {
    button()?.focus()
    setIsOpen(false)
  }
  return (
    <div className="menu-button" ref={place} onBlur={leave}>
      <Button
        {...{ type, size, disabled }}
        icon={icon}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return
          event.preventDefault()
          setIsOpen(true)
        }}
      >
        {icon === undefined && label}
      </Button>
      {isOpen && (
        <MenuList
          {...{ label, groups }}
          onClose={close}
          onChosen={(entry) => {
            // What opens now takes the focus from the button, and can give it back to it.
            close()
            entry.run()
          }}
        />
      )}
    </div>
  )
}

interface MenuListProps extends Pick<MenuButtonProps, 'label' | 'groups'> {
  readonly onClose: () => void
  readonly onChosen: (entry: MenuEntry) => void
}

const MenuList = ({ label, groups, onClose, onChosen }: MenuListProps) => {
  const list = useRef<HTMLDivElement>(null)
  const entries = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ]
  const [side, setSide] = useState('leftwards')
  useLayoutEffect(() => {
    const own = list.current
    const left = own?.closest('main')?.getBoundingClientRect().left ?? 0
    if (own !== null && own.getBoundingClientRect().left < left) setSide('rightwards')
    own?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
  }, [])
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape has done its work; Tab goes on from the button.
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
      className={`menu-list ${side}`}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={press}
    >
      {groups.map(({ title, entries: own }) => (
        <div key={title ?? ''} role="group" aria-label={title}>
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
