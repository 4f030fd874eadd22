import { createContext, useContext } from 'react'
import type { NoticeAction } from './notices'

export interface Saved {
  /** Whether all that was saved is on the disk twice. */
  readonly isWhole: boolean
  /** Says that something was saved: at once if it is on the disk twice, else as soon as it is. */
  readonly tell: (
    done: { readonly isCopied: boolean },
    text?: string,
    actions?: readonly NoticeAction[],
  ) => void
}

const SavedContext = createContext<Saved | undefined>(undefined)

export const SavedProvider = SavedContext.Provider

/** 已保存 means both copies; whoever saved something says so through here. */
export const useSaved = (): Saved => {
  const saved = useContext(SavedContext)
  if (saved === undefined) throw new Error('Nothing around this screen knows the second copy.')
  return saved
}
