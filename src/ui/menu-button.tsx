import { Button } from 'antd'
import { type FocusEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { type MenuGroup, MenuList } from './menu-list'
import './menu-button.css'

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
  const [side, setSide] = useState('leftwards')
  const place = useRef<HTMLDivElement>(null)
  const button = (): HTMLButtonElement | null => place.current?.querySelector('button') ?? null
  const leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || place.current?.contains(relatedTarget) !== true) setIsOpen(false)
  }
  const keepOnPage = useCallback((list: HTMLElement): void => {
    const left = list.closest('main')?.getBoundingClientRect().left ?? 0
    if (list.getBoundingClientRect().left < left) setSide('rightwards')
  }, [])
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
          className={`under-button ${side}`}
          onShown={keepOnPage}
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
