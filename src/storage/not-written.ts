import type { Refused } from './store'

/** Why the database took nothing, in words for the person in front of it. */
export const notWritten = (error: unknown): Refused => {
  const name = error instanceof Error ? `${error.name} ${error.message}` : ''
  const message = name.includes('Quota')
    ? '磁盘空间不足，没有保存。请清理磁盘后再保存，已填写的内容仍在。'
    : '数据库没有接受这次保存，已填写的内容仍在。请再试一次；若仍不行，请重新启动本程序。'
  return { ok: false, reason: 'storage', message }
}
