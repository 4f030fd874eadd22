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
  'ctrl y': 'redo',
  'ctrl shift z': 'redo',
}

const nameOf = (event: KeyboardEvent): string =>
  [
    event.ctrlKey || event.metaKey ? 'ctrl ' : '',
    event.altKey ? 'alt ' : '',
    event.shiftKey && event.ctrlKey !== event.metaKey ? 'shift ' : '',
    event.key.length === 1 ? event.key.toLowerCase() : event.key,
  ].join('')

const withoutText = ['checkbox', 'radio', 'button', 'submit']

/** In a text field, and in a dialog, these keys take back typing, not records. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !withoutText.includes(target.type)) ||
    target.isContentEditable ||
    target.closest('[role="dialog"]') !== null)

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
      if (command === undefined) return
      if ((command === 'undo' || command === 'redo') && isElsewhere(event.target)) return
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
