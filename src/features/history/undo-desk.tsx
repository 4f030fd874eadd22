import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Register } from '../../domain/register'
import type { BatchEntry, Store, UndoDecisions } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { type Undo, UndoProvider } from '../../ui/undo'
import { useWork } from '../../ui/use-work'
import { bareTitle, undoWord } from './batch-words'
import type { Clashing } from './undo-dialog'

/** Dialogs are no part of the first picture of the window. */
const UndoDialog = lazy(async () => ({ default: (await import('./undo-dialog')).UndoDialog }))
const UndoNotice = lazy(async () => ({ default: (await import('./undo-notice')).UndoNotice }))

interface UndoDeskProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly children: ReactNode
}

interface Question {
  readonly batch: BatchEntry
  readonly clashing: Clashing
  readonly answer: (decisions: UndoDecisions | undefined) => void
}

/** Takes batches back for all screens below it, and asks wherever something later is in the way. */
export const UndoDesk = ({ store, registers, children }: UndoDeskProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const { slow, run } = useWork()
  const [question, setQuestion] = useState<Question | undefined>(undefined)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const asked = useRef(new Set<string>())
  const again = useRef<Undo>(() => Promise.resolve(false))

  const ask = useCallback(
    (batch: BatchEntry, clashing: Clashing) =>
      new Promise<UndoDecisions | undefined>((resolve) => {
        const answer = (decisions: UndoDecisions | undefined): void => {
          setQuestion(undefined)
          resolve(decisions)
        }
        setQuestion({ batch, clashing, answer })
      }),
    [],
  )

  const takeBack = useCallback(
    async (batch: BatchEntry): Promise<boolean> => {
      const word = undoWord(batch.kind)
      const what = `“${bareTitle(batch)}”`
      let decisions: UndoDecisions = {}
      for (;;) {
        const given = decisions
        const result = await run(() => store.undo(batch.id, given))
        if (result.ok) {
          const back = word === '撤销' ? '恢复' : '撤销'
          const actions = [{ label: back, run: () => void again.current(result.batch) }]
          saved.tell(result, `已${word}${what}，改动 ${String(result.records)} 条记录`, actions)
          return true
        }
        if (result.reason !== 'clash') {
          notices.failed(`没有${word}${what}。`, result.message)
          return false
        }
        const chosen = await ask(batch, result)
        if (chosen === undefined) return false
        decisions = { ...decisions, ...chosen }
      }
    },
    [store, run, saved, notices, ask],
  )

  const undo = useCallback<Undo>(
    (id) => {
      // Pressed twice, it is meant once; what is asked meanwhile of another batch waits for its turn.
      if (asked.current.has(id)) return Promise.resolve(false)
      asked.current.add(id)
      const done = line.current.then(async () => {
        const batch = await store.batch(id)
        return batch === undefined ? false : takeBack(batch)
      })
      const end = (): void => void asked.current.delete(id)
      line.current = done.then(end, end)
      return done
    },
    [store, takeBack],
  )
  useEffect(() => {
    again.current = undo
  }, [undo])

  return (
    <UndoProvider value={undo}>
      {children}
      <Suspense>
        {question !== undefined && (
          <UndoDialog
            key={question.clashing.clashes[0]?.key}
            registers={registers}
            batch={question.batch}
            clashing={question.clashing}
            onDecided={question.answer}
          />
        )}
        {slow && <UndoNotice />}
      </Suspense>
    </UndoProvider>
  )
}
