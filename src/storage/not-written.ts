import type { Refused } from './store'

const words = (error: unknown): string => (error instanceof Error ? `${error.name} ${error.message}` : '')

/** The disk has no room for the database. */
export const isFull = (error: unknown): boolean => words(error).includes('Quota')

/** What the browser's own storage answers when it cannot; anything else is a bug of ours. */
export const isStorageFailure = (error: unknown): boolean =>
  /Quota|UnknownError|AbortError|OpenFailedError|DatabaseClosedError|InvalidStateError|TimeoutError|NotReadable/u.test(
    words(error),
  )

/** While reading: the disk gives other bytes back than were written, or none; Chromium then ends the transaction. */
export const isUnreadable = (error: unknown): boolean =>
  /UnknownError|AbortError|NotReadable/u.test(words(error))

/** Why the database took nothing, in words for the person in front of it. */
export const notWritten = (error: unknown): Refused => {
  const message = isFull(error)
    ? '磁盘空间不足，没有保存。请清理磁盘后再保存，已填写的内容仍在。'
    : '数据库没有接受这次保存，已填写的内容仍在。请再试一次；若仍不行，请重新启动本程序。'
  return { ok: false, reason: 'storage', message }
}
