import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CopyState, Store } from '../storage/store'
import { type NoticeAction, useNotices } from '../ui/notices'
import { type Saved, SavedProvider } from '../ui/saved'

interface Waiting {
  readonly text: string
  readonly actions: readonly NoticeAction[]
}

interface SecondCopyProps {
  readonly store: Store
  readonly children: (state: CopyState) => ReactNode
}

const whole: CopyState = { status: 'whole' }

/** Watches the second copy, and lets 已保存 be said only once both are on the disk. */
export const SecondCopy = ({ store, children }: SecondCopyProps) => {
  const notices = useNotices()
  const state = useCopyState(store)
  const waiting = useRef<readonly Waiting[]>([])
  const say = useCallback(() => {
    const [first, ...others] = waiting.current
    waiting.current = []
    if (first === undefined) return
    if (others.length === 0) notices.done(first.text, first.actions)
    else notices.done(`已保存：刚才的 ${String(others.length + 1)} 次操作都写好了两份`)
  }, [notices])
  useEffect(() => {
    if (state.status === 'whole') say()
  }, [state, say])

  const tell = useCallback<Saved['tell']>(
    ({ isCopied }, text = '已保存', actions = []) => {
      if (isCopied) {
        notices.done(text, actions)
        return
      }
      waiting.current = [...waiting.current, { text, actions }]
      // It may have become whole between the answer and now.
      void store.copyState().then(({ status }) => {
        if (status === 'whole') say()
      })
    },
    [store, notices, say],
  )
  const saved = useMemo(() => ({ isWhole: state.status === 'whole', tell }), [state, tell])
  return <SavedProvider value={saved}>{children(state)}</SavedProvider>
}

const useCopyState = (store: Store): CopyState => {
  const [state, setState] = useState<CopyState>(whole)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    void store.watchCopy(setState).then(async (unwatch) => {
      if (isGone) unwatch()
      else stop = unwatch
      setState(await store.copyState())
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [store])
  return state
}

/** Stands in the window for as long as what was saved is on the disk only once. */
export const CopyNotice = ({ state }: { readonly state: CopyState }) =>
  state.status !== 'behind' ? null : (
    <div className="copy-notice" role="alert">
      <strong>{`⚠ ${state.message}`}</strong>
      {`${state.advice}现在只有一份，写成第二份以前请不要关机；写成后这条提示会消失。`}
    </div>
  )
