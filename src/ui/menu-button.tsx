import { DownOutlined } from '@ant-design/icons'
import { Button, type ButtonProps } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { ContextMenu, type MenuPlace } from './context-menu'
import type { MenuGroup } from './menu-list'

interface MenuButtonProps extends Pick<ButtonProps, 'type' | 'size' | 'disabled'> {
  readonly label: string
  /** What stands before the arrow, where it is not the label; '' for the arrow alone. */
  readonly text?: string
  readonly groups: readonly MenuGroup[]
}

/**
 * A button with a menu, by the keyboard as every system has it: Enter opens, arrows, Home and End move, Enter chooses
 * where one is, Escape and Tab close and lead back to the button.
 */
export const MenuButton = ({ label, text = label, groups, ...look }: MenuButtonProps) => {
  const [place, setPlace] = useState<MenuPlace | undefined>(undefined)
  const button = useRef<HTMLButtonElement>(null)
  const open = (): void => {
    const box = button.current?.getBoundingClientRect()
    if (box !== undefined) setPlace({ x: box.left, y: box.bottom + 4 })
  }
  const close = useCallback((): void => {
    button.current?.focus()
    setPlace(undefined)
  }, [])
  return (
    <>
      <Button
        {...look}
        ref={button}
        icon={<DownOutlined />}
        iconPlacement="end"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={place !== undefined}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          open()
        }}
      >
        {text === '' ? undefined : text}
      </Button>
      {place !== undefined && <ContextMenu {...{ label, place, groups }} onClose={close} />}
    </>
  )
}
