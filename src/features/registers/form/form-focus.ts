import { type KeyboardEvent, useEffect, useRef } from 'react'

/** Where the keyboard is in a form: where it begins, how it goes on, and where it comes back to. */

/** The caret goes to the field that the form was opened for, else to the first. */
export const focusOn = (body: HTMLElement | null, field: string | undefined): void => {
  const inputs = 'input:not([disabled]), textarea'
  const place = field === undefined ? null : body?.querySelector<HTMLElement>(`[data-path="${field}"]`)
  place?.scrollIntoView({ block: 'center' })
  const wanted = place?.querySelector<HTMLElement>(inputs) ?? body?.querySelector<HTMLElement>(inputs)
  wanted?.focus()
}

/** Enter leads on to the next input; it never saves by accident, and does nothing while an input method composes. */
export const nextOnEnter = (event: KeyboardEvent<HTMLDivElement>): void => {
  const from = event.target
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
  if (
    !(from instanceof HTMLInputElement) ||
    from.getAttribute('role') === 'combobox' ||
    from.type === 'checkbox'
  )
    return
  const inputs = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input:not([disabled]), textarea:not([disabled])'),
  ]
  event.preventDefault()
  inputs[inputs.indexOf(from) + 1]?.focus()
}

/** Once the nested form is gone, the focus goes back to where one was. */
export const useWayBack = (from: HTMLElement | undefined): void => {
  const left = useRef<HTMLElement | undefined>(undefined)
  useEffect(() => {
    if (from === undefined) left.current?.focus()
    left.current = from
  }, [from])
}

export const focused = (): HTMLElement | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement : undefined
