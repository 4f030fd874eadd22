import { useEffect, useRef } from 'react'

/** Enter may be pressed ahead of the row that it opens: the row is opened when it has come, unless another key is pressed. */
export const useOpening = (
  rowAt: (index: number) => { readonly id: string } | undefined,
  onOpen: (id: string) => void,
): ((index: number | undefined) => void) => {
  const wanted = useRef<number | undefined>(undefined)
  const open = (index: number | undefined): void => {
    const id = index === undefined ? undefined : rowAt(index)?.id
    wanted.current = id === undefined ? index : undefined
    if (id !== undefined) onOpen(id)
  }
  useEffect(() => open(wanted.current))
  return open
}
