import { App } from 'antd'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type BatchKind, canTakeBack } from '../../domain/history'
import { beijingMoment } from '../../domain/kinds/date'
import type { BatchEntry, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { allSaved } from '../../ui/under-way'
import { useUndo } from '../../ui/undo'
import { bareTitle, kindWords, undoWord } from './batch-words'

/** More records than this are not taken back by a stroke of keys alone. */
const mostWithoutAsking = 20

const deeds = (Object.keys(kindWords) as BatchKind[]).filter(
  (kind) => canTakeBack(kind) && kind !== 'undo' && kind !== 'redo',
)

/** Ctrl+Z takes back what was done last, whatever it was; Ctrl+Y brings back what was undone last. */
export const useUndoLast = (
  store: Store,
): { readonly undoLast: () => void; readonly redoLast: () => void } => {
  const notices = useNotices()
  const { modal } = App.useApp()
  const undo = useUndo()
  /** What was there when the window opened: nobody remembers doing it. */
  const old = useRef(0)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    void newestOf(store).then((newest) => {
      old.current = newest?.seq ?? 0
    })
  }, [store])

  const begin = useCallback(
    async (kinds: readonly BatchKind[], nothing: string): Promise<void> => {
      const last = (await store.batches({ limit: 1, kinds, undone: false })).batches[0]
      if (last === undefined) {
        notices.hint(nothing)
        return
      }
      const newest = await newestOf(store)
      // An undoing is expected to come back only right after it; later, it is told which one it was.
      const isStale = last.seq <= old.current || (last.kind === 'undo' && newest?.id !== last.id)
      const sure = last.count <= mostWithoutAsking && !isStale ? true : await modal.confirm(questionOf(last))
      if (sure) await undo(last.id)
    },
    [store, notices, modal, undo],
  )
  /** Keys that are pressed faster than records are changed count each. */
  const inTurn = useCallback(
    (kinds: readonly BatchKind[], nothing: string) => () => {
      const next = async (): Promise<void> => {
        await allSaved()
        await begin(kinds, nothing)
      }
      line.current = line.current.then(next, next)
    },
    [begin],
  )
  return useMemo(
    () => ({
      undoLast: inTurn(deeds, '没有可以撤销的操作。'),
      redoLast: inTurn(['undo'], '没有可以恢复的撤销。'),
    }),
    [inTurn],
  )
}

const newestOf = async (store: Store): Promise<BatchEntry | undefined> =>
  (await store.batches({ limit: 1 })).batches[0]

const questionOf = (batch: BatchEntry) => {
  const word = undoWord(batch.kind)
  return {
    title: `${word}“${bareTitle(batch)}”？`,
    content: `${beijingMoment(batch.at)} ${batch.by}，共 ${String(batch.count)} 条记录。${word === '撤销' ? '撤销以后还可以恢复。' : ''}`,
    okText: word,
    cancelText: '取消',
  }
}
