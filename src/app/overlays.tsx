import { useMemo } from 'react'
import { registers } from '../domain/registers/all'
import type { Command, RecentRecord } from '../features/quick-search/findings'
import { QuickSearch } from '../features/quick-search/quick-search'
import { reports } from '../reports/all'
import type { Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { boardNames } from './board-names'
import { HelpDialog } from './help-dialog'
import { mainMenu } from './main-menu'
import { type Place, useNavigation } from './navigation'
import { type Overlay, topicOf } from './use-commands'

interface OverlaysProps {
  readonly store: Store
  readonly overlay: Overlay | undefined
  readonly onClose: () => void
  readonly onEnter: (place: Place) => void
  readonly onReport: (code: string) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
}

/** What the whole window can show over its pages: 快速查找, and the manual while a form is open. */
export const Overlays = ({ store, overlay, onClose, onEnter, onReport, onUndo, onRedo }: OverlaysProps) => {
  const { district, place, before, form, go, openForm, setDistrict } = useNavigation()
  const recent = useMemo(() => recentRecords([...before, place]), [before, place])
  const notices = useNotices()
  const commands = useMemo(
    (): readonly Command[] => [
      ...registers.map(({ name, title }) => ({
        label: `新建${title}`,
        words: '录入 添加 登记',
        run: () => openForm({ kind: 'new', register: name }),
      })),
      ...mainMenu.flatMap(({ entries }) =>
        entries.map(({ label, words = '', place }) => ({
          label: `打开${label}`,
          words: `页面 ${words}`,
          run: () => onEnter(place),
        })),
      ),
      ...registers.flatMap(({ name, title }): readonly Command[] => {
        const board = boardNames[name]
        if (board === undefined) return []
        const run = (): void => go({ page: 'register', register: name, view: 'board' })
        return [{ label: `打开${board}`, words: `页面 ${title}`, run }]
      }),
      ...reports.map(({ code, title }) => ({
        label: `做报表 ${code} ${title}`,
        words: '导出 打印 预览',
        run: () => onReport(code),
      })),
      { label: '撤销上一步操作', keys: 'Ctrl+Z', run: onUndo },
      { label: '恢复刚才撤销的操作', keys: 'Ctrl+Y', run: onRedo },
      { label: '使用手册', words: '帮助', keys: 'F1', run: () => go({ page: 'help', topic: 'home' }) },
    ],
    [openForm, onEnter, onReport, onUndo, onRedo, go],
  )
  const showAll = (register: string, search: string, total: number): void => {
    // Found in all districts: the list must not hide those of the others.
    if (district !== undefined) {
      setDistrict(undefined)
      notices.hint(`当前地区已改为“全市”，列表中是全部 ${String(total)} 条。`)
    }
    go({ page: 'register', register, search })
  }
  if (overlay === 'quickSearch') {
    return (
      <QuickSearch
        {...{ store, registers, commands, recent, district, onClose }}
        onOpen={(register, id) => go({ page: 'record', register, id })}
        onShowAll={showAll}
      />
    )
  }
  if (overlay !== 'help') return null
  const topic = form === undefined ? topicOf(place) : `form:${form.register}`
  return <HelpDialog topic={topic} onClose={onClose} />
}

const mostRecent = 5

/** The records among these places, each once, the last one first. */
const recentRecords = (places: readonly Place[]): readonly RecentRecord[] => {
  const records = places.flatMap((place) =>
    place.page === 'record' ? [{ register: place.register, id: place.id }] : [],
  )
  const known = new Map(records.toReversed().map((record) => [`${record.register} ${record.id}`, record]))
  return [...known.values()].slice(0, mostRecent)
}
