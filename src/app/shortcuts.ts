import { useEffect } from 'react'
import type { AppCommand } from '../bridge/channels'
import { bridge } from './bridge'

/** Keys of the window. The menu shows them; the window answers, for only it knows whether an input method composes. */
const keys: Readonly<Record<string, AppCommand>> = {
  'ctrl n': 'new',
  'ctrl s': 'save',
  'ctrl Enter': 'saveAndNew',
  'ctrl f': 'find',
  'ctrl z': 'undo',
}

const nameOf = (event: KeyboardEvent): string =>
  `${event.ctrlKey || event.metaKey ? 'ctrl ' : ''}${event.altKey ? 'alt ' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Tells whoever listens (`ledger-command`) and, for what belongs to the whole window, calls `act`. */
export const useShortcuts = (act: (command: AppCommand) => void): void => {
  useEffect(() => {
    const tell = (command: AppCommand): void => {
      window.dispatchEvent(new CustomEvent('ledger-command', { detail: command }))
      act(command)
    }
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const command = keys[nameOf(event)]
      // In a text field Ctrl+Z takes back typing, not records.
      if (command === undefined || (command === 'undo' && isTyping(event.target))) return
      event.preventDefault()
      tell(command)
    }
    const stop = bridge.onCommand(tell)
    window.addEventListener('keydown', press)
    return () => {
      stop()
      window.removeEventListener('keydown', press)
    }
  }, [act])
}
