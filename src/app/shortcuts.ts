import { useEffect } from 'react'
import type { AppCommand } from '../bridge/channels'
import { isEditable } from '../ui/use-pasted-table'
import { bridge } from './bridge'

/** Keys of the window. The menu shows them; the window answers, for only it knows whether an input method composes. */
const keys: Readonly<Record<string, AppCommand>> = {
  'ctrl n': 'new',
  'ctrl s': 'save',
  'ctrl Enter': 'saveAndNew',
  'ctrl f': 'find',
  'ctrl k': 'quickSearch',
  'ctrl z': 'undo',
  'ctrl y': 'redo',
  'ctrl shift z': 'redo',
  'ctrl shift v': 'pasteRecords',
  'alt ArrowUp': 'previousRecord',
  'alt ArrowDown': 'nextRecord',
  F1: 'help',
}

const nameOf = ({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): string => {
  const isCommand = ctrlKey || metaKey
  const held = [isCommand ? 'ctrl ' : '', altKey ? 'alt ' : '', isCommand && shiftKey ? 'shift ' : '']
  return held.join('') + (key.length === 1 ? key.toLowerCase() : key)
}

const withoutText = ['checkbox', 'radio', 'button', 'submit']

/** In a text field, and in a dialog, undoing is about typing, not about records; a cell that only waits is no text field. */
const isAboutTyping = (command: AppCommand, target: EventTarget | null): boolean =>
  (command === 'undo' || command === 'redo') &&
  target instanceof HTMLElement &&
  target.dataset.cell !== 'waiting' &&
  (target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !withoutText.includes(target.type)) ||
    target.isContentEditable ||
    target.closest('[role="dialog"]') !== null)

/** Somebody else has answered it already, or it is about the text field in which it was pressed. */
const isTaken = (command: AppCommand, event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  isAboutTyping(command, event.target) ||
  (command === 'pasteRecords' && isEditable(event.target))

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
    const stop = bridge.onCommand((command) => {
      if (!isAboutTyping(command, document.activeElement)) act(command)
    })
    // A list of choices takes every Enter for itself, Ctrl+Enter too.
    const pressFirst = (event: KeyboardEvent): void => {
      if (keys[nameOf(event)] !== 'saveAndNew') return
      press(event)
      event.stopPropagation()
    }
    window.addEventListener('keydown', pressFirst, true)
    window.addEventListener('keydown', press)
    return () => {
      stop()
      window.removeEventListener('keydown', pressFirst, true)
      window.removeEventListener('keydown', press)
    }
  }, [act])
}
