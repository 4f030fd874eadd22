import { type ComponentType, createElement, lazy, type ReactElement, useState } from 'react'

/** A part of the screen whose code comes later, and how to fetch that before it is shown. */
export interface Later<P> {
  readonly View: (props: P) => ReactElement
  readonly fetch: () => Promise<ComponentType<P>>
}

/**
 * A part that has come already is shown at once. React's own `lazy` lets it wait even then: it falls back for a moment, and
 * whatever has fallen back stays so for at least 300 milliseconds.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): Later<P> => {
  let come: ComponentType<P> | undefined
  const fetch = async (): Promise<ComponentType<P>> => (come ??= await load())
  const Waiting = lazy(async () => ({ default: await fetch() }))
  const View = (props: P): ReactElement => {
    // What was begun with goes on: another component in its place would forget what was typed.
    const [Shown] = useState<ComponentType<P>>(() => come ?? Waiting)
    return createElement(Shown, props)
  }
  return { View, fetch }
}
