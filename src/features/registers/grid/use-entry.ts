import { useCallback, useRef, useState } from 'react'
import type { PendingCells } from '../../../domain/cell-entry'
import type { Register } from '../../../domain/register'
import { newId } from '../../../storage/new-id'
import type { Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import { savingUnderWay } from '../../../ui/under-way'
import { useUndo } from '../../../ui/undo'
import { initialValues } from '../form/form-state'
import { type PendingRow, usePending } from './pending'
import { type SaveOutcome, type SaveRequest, saveRows, type TypedRow } from './save-rows'

interface EntryDesk {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly district: string | undefined
  readonly today: string
  /** These records were changed or made: they are read anew. */
  readonly onSaved: (ids: readonly string[]) => Promise<void>
}

export interface EntryJob {
  /** 修改机构 3 个单元格 */
  readonly title: (rows: number) => string
  readonly allowGaps?: boolean
  readonly rehearse?: boolean
  /** Says how it went; a cell that was typed needs no words. */
  readonly tells?: boolean
}

/** Takes what is typed into cells: shows it at once, saves it in its turn, keeps what cannot be saved. */
export const useEntry = (desk: EntryDesk) => {
  const { register, registers, store, settings, district, today, onSaved } = desk
  const { pending, latest, change } = usePending(store, register)
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>()
  const cancelled = useRef(false)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()

  const put = useCallback(
    (rows: readonly TypedRow[]): void =>
      change((now) => {
        for (const { id, isNew, texts } of rows) {
          const known: PendingRow = now.get(id) ?? { isNew, cells: {} }
          const typed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text }]))
          now.set(id, { isNew: known.isNew, cells: { ...known.cells, ...typed } })
        }
      }),
    [change],
  )
  const settle = useCallback(
    (rows: readonly TypedRow[], { left }: SaveOutcome, rehearse: boolean): void =>
      change((now) => {
        for (const { id, texts } of rows) {
          const row = now.get(id)
          if (row === undefined) continue
          const cells = settledCells(row.cells, texts, left.get(id) ?? {}, rehearse)
          if (Object.keys(cells).length === 0) now.delete(id)
          else now.set(id, { ...row, cells })
        }
      }),
    [change],
  )

  const save = useCallback(
    async (rows: readonly TypedRow[], job: EntryJob): Promise<SaveOutcome> => {
      const many = rows.length > 200
      cancelled.current = false
      if (many) setProgress({ done: 0, total: rows.length })
      const request: SaveRequest = {
        register,
        registers,
        store,
        today,
        district: district ?? settings.homeDistrict,
        initial: initialValues(register, today),
        allowGaps: job.allowGaps === true,
        rehearse: job.rehearse === true,
        title: job.title,
        onProgress: (done) => {
          if (many) setProgress({ done, total: rows.length })
        },
        isCancelled: () => cancelled.current,
      }
      try {
        const outcome = await saveRows(request, rows)
        const { done } = outcome
        if (outcome.cancelled) {
          change((now) => {
            for (const { id } of rows) now.delete(id)
          })
          notices.hint('已取消，没有改动任何记录。')
          return outcome
        }
        if (done?.ok === true) await onSaved(done.records.map(({ id }) => id))
        settle(rows, outcome, job.rehearse === true)
        if (done?.ok === false) notices.failed('没有保存。', done.message)
        const stays = [...outcome.left.values()].reduce((sum, cells) => sum + badIn(cells), 0)
        if (job.tells === true && done?.ok === true)
          saved.tell(
            done,
            `已保存 ${String(done.records.length)} ${register.unit}${stays === 0 ? '' : `；${String(stays)} 个单元格有问题，已标红，可直接改`}`,
            [{ label: '撤销', run: () => void undo(done.batch) }],
          )
        else if (job.tells === true && stays > 0)
          notices.failed(`没有保存：${String(stays)} 个单元格有问题，已标红。`, '改好后按 Enter，就会保存。')
        return outcome
      } finally {
        if (many) setProgress(undefined)
      }
    },
    [register, registers, store, today, district, settings, onSaved, change, settle, notices, saved, undo],
  )
  /** One after another: each finds the versions that the one before it left. */
  const enter = useCallback(
    (rows: readonly TypedRow[], job: EntryJob): Promise<SaveOutcome> => {
      put(rows)
      const all = rows.map((row) => ({ ...row, isNew: latest.current.get(row.id)?.isNew ?? row.isNew }))
      const done = line.current.then(() => save(all, job))
      line.current = done.catch(() => undefined)
      savingUnderWay(done)
      return done
    },
    [put, latest, save],
  )
  const drop = useCallback(
    (id: string): void =>
      change((now) => {
        now.delete(id)
      }),
    [change],
  )
  const cancel = useCallback((): void => {
    cancelled.current = true
  }, [])
  const [top, setTop] = useState(newId)
  return { pending, latest, enter, drop, progress, cancel, top, nextTop: () => setTop(newId()) }
}

/** Cells after a look at them: what is saved goes, what is typed since then stays. */
const settledCells = (
  cells: PendingCells,
  texts: TypedRow['texts'],
  left: PendingCells,
  rehearse: boolean,
): PendingCells =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([name, cell]) => {
      const looked = name in texts && texts[name] === cell.text
      if (!looked) return [[name, cell]]
      const stays = left[name]
      if (stays !== undefined) return [[name, stays]]
      return rehearse ? [[name, { text: cell.text }]] : []
    }),
  )

const badIn = (cells: PendingCells): number =>
  Object.values(cells).filter(({ reason }) => reason !== undefined).length
