import { Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import type { Register } from '../../../domain/register'
import type { ListQuery, Neighbours, Store } from '../../../storage/store'
import { useRevision } from '../../../ui/use-revision'
import { useListView } from '../list/list-state'

interface NeighbourButtonsProps {
  readonly register: Register
  readonly store: Store
  readonly among: ListQuery
  readonly id: string
  readonly onGo: (id: string) => void
}

/** 上一条 and 下一条 in the order of the list that one came from, with the keys Alt+↑ and Alt+↓. */
export const NeighbourButtons = ({ register, store, among, id, onGo }: NeighbourButtonsProps) => {
  const place = usePlace(store, among, id)
  const { change } = useListView(register.name)
  const position = place?.position
  useEffect(() => {
    // The list is found again where one is by then.
    if (position !== undefined) change({ at: position })
  }, [position, change])
  const previous = place?.previous
  const next = place?.next
  useEffect(() => {
    const command = (event: Event): void => {
      if (!(event instanceof CustomEvent)) return
      if (event.detail === 'previousRecord' && previous !== undefined) onGo(previous)
      if (event.detail === 'nextRecord' && next !== undefined) onGo(next)
    }
    window.addEventListener('ledger-command', command)
    return () => window.removeEventListener('ledger-command', command)
  }, [previous, next, onGo])
  const go = (to: string | undefined): void => {
    if (to !== undefined) onGo(to)
  }
  return (
    <Space role="group" aria-label="前后记录">
      <Button size="small" title="Alt+↑" disabled={previous === undefined} onClick={() => go(previous)}>
        ↑ 上一条
      </Button>
      <Button size="small" title="Alt+↓" disabled={next === undefined} onClick={() => go(next)}>
        ↓ 下一条
      </Button>
      <span className="soft" role="status">
        {place === undefined ? '' : wording(place, register)}
      </span>
    </Space>
  )
}

interface KnownPlace extends Neighbours {
  readonly id: string
  /** It was in the list and has left it, by a step for instance; its neighbours are still there. */
  readonly left: boolean
}

const wording = ({ position, total, left }: KnownPlace, { unit }: Register): string =>
  left
    ? `已不在列表的筛选范围内，列表还有 ${String(total - 1)} ${unit}`
    : `第 ${String(position + 1)} ${unit}，共 ${String(total)} ${unit}`

const usePlace = (store: Store, among: ListQuery, id: string): KnownPlace | undefined => {
  const [place, setPlace] = useState<KnownPlace | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    let gone = false
    void store.neighbours(among, id).then((found) => {
      if (gone) return
      setPlace((known) => {
        if (found !== undefined) return { ...found, id, left: false }
        return known?.id === id ? { ...known, left: true } : undefined
      })
    })
    return () => {
      gone = true
    }
  }, [store, among, id, revision])
  return place?.id === id ? place : undefined
}
