import { useEffect } from 'react'
import type { AppCommand } from '../bridge/channels'
import { bridge } from './bridge'

/** Keys of the window. The menu shows them; the window answers, for only it knows whether an input method composes. */
const keys: Readonly<Record<string, AppCommand>> = {
  'ctrl n': 'new',
  'ctrl s': 'save',
  'ctrl Enter': 'saveAndNew',
  'ctrl f': 'find',
  'ctrl k': 'quickSearch',
  'ctrl z': 'undo',
  'alt ArrowUp': 'previousRecord',
  'alt ArrowDown': 'nextRecord',
  F1: 'help',
}

const nameOf = (event: KeyboardEvent): string =>
  `${event.ctrlKey || event.metaKey ? 'ctrl ' : ''}${event.altKey ? 'alt ' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Somebody else has answered it already, or it takes back typing. */
const isTaken = (command: AppCommand, event: KeyboardEvent): boolean =>
  event.defaultPrevented || (command === 'undo' && isTyping(event.target))

/** Calls `act` for every command that the keys or the menu give. */
export const useShortcuts = (act: (command: AppCommand) => void): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const command = keys[nameOf(event)]
      if (command === undefined || isTaken(command, event)) return
      event.preventDefault()
      act(command)
    }
    const stop = bridge.onCommand(act)
    window.addEventListener('keydown', press)
    return () => {
      stop()
      window.removeEventListener('keydown', press)
    }
  }, [act])
}
