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

const nameOf = ({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): string => {
  const isCommand = ctrlKey || metaKey
  const held = [isCommand ? 'ctrl ' : '', altKey ? 'alt ' : '', isCommand && shiftKey ? 'shift ' : '']
  return held.join('') + (key.length === 1 ? key.toLowerCase() : key)
}

const withoutText = ['checkbox', 'radio', 'button', 'submit']

/** In a text field, and in a dialog, undoing is about typing, not about records. */
const isAboutTyping = (command: AppCommand, target: EventTarget | null): boolean =>
  (command === 'undo' || command === 'redo') &&
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
      if (command === undefined || isAboutTyping(command, event.target)) return
      event.preventDefault()
      tell(command)
    }
    const stop = bridge.onCommand((command) => {
      if (!isAboutTyping(command, document.activeElement)) tell(command)
    })
    window.addEventListener('keydown', press)
    return () => {
      stop()
      window.removeEventListener('keydown', press)
    }
  }, [act])
}
