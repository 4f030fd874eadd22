import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { Values } from '../../../domain/field'
import { confidentialities } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'
import type { FormContent, FormHead, FormTarget } from './form-state'

/** What is being typed, kept beside the records until it is saved or thrown away. */

export const draftKey = (register: Register, target: FormTarget): string =>
  target.kind === 'new' ? `new:${register.name}` : `edit:${register.name}:${target.id}`

const unreadablePrefix = '~'
const headPrefix = '@'

/** A draft keeps everything that was typed, what cannot be read included. */
const toDraft = ({ values, head, unreadable }: FormContent): Values => ({
  ...values,
  ...Object.fromEntries(Object.entries(head).map(([name, value]) => [headPrefix + name, value])),
  ...Object.fromEntries(
    // Without a text there is nothing to keep: something was still under way.
    Object.entries(unreadable)
      .filter(([, { text }]) => text !== '')
      .map(([path, { text, reason }]) => [unreadablePrefix + path, [text, reason]]),
  ),
})

export const fromDraft = (draft: Values, head: FormHead): FormContent => {
  const part = (prefix: string) =>
    Object.entries(draft).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    )
  const texts = Object.fromEntries(
    part(headPrefix).flatMap(([name, value]) =>
      typeof value === 'string' && name in head ? [[name, value]] : [],
    ),
  )
  const kept = { ...head, ...texts }
  const level = confidentialities.find((known) => known === kept.confidentiality) ?? head.confidentiality
  return {
    values: Object.fromEntries(
      Object.entries(draft).filter(
        ([name]) => !name.startsWith(headPrefix) && !name.startsWith(unreadablePrefix),
      ),
    ),
    head: { ...kept, confidentiality: level },
    unreadable: Object.fromEntries(
      part(unreadablePrefix).flatMap(([path, value]) =>
        Array.isArray(value) ? [[path, { text: String(value[0]), reason: String(value[1]) }]] : [],
      ),
    ),
  }
}

const draftDelay = 250

/** Keeps what is typed, a quarter of a second after it was typed and at once when the window or the form goes. */
export const useDraft = (store: Store, key: string, content: FormContent, changed: boolean) => {
  const latest = useRef({ content, changed })
  useLayoutEffect(() => {
    latest.current = { content, changed }
  }, [content, changed])
  const keep = useCallback(() => {
    if (latest.current.changed) void store.saveDraft(key, toDraft(latest.current.content))
  }, [store, key])
  useEffect(() => {
    if (!changed) return
    const timer = setTimeout(keep, draftDelay)
    return () => clearTimeout(timer)
  }, [content, changed, keep])
  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      // A form that goes without being closed has broken.
      keep()
    }
  }, [keep])
  const drop = useCallback(() => {
    latest.current = { ...latest.current, changed: false }
    return store.dropDraft(key)
  }, [store, key])
  return { keep, drop }
}
