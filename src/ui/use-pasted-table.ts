import { useEffect } from 'react'

export const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Several cells as Excel and WPS put them on the clipboard: columns parted by tabs, rows by line breaks. */
export const isTable = (text: string): boolean => text.trim() !== '' && /\t|\n(?=.)/u.test(text.trim())

/** Calls back with a block of cells that is pasted while nothing is being typed and no dialog is open. */
export const usePastedTable = (onTable: ((text: string) => void) | undefined): void => {
  useEffect(() => {
    if (onTable === undefined) return undefined
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isEditable(event.target) || document.querySelector('[role="dialog"]') !== null || !isTable(text))
        return
      event.preventDefault()
      onTable(text)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [onTable])
}
