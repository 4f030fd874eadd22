import { Modal } from 'antd'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Register } from '../../domain/register'
import type { Store } from '../../storage/store'
import { SearchInput } from '../../ui/search-input'
import { type Command, type Entry, type Findings, type RecentRecord, useFindings } from './findings'
import './quick-search.css'

interface QuickSearchProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly commands: readonly Command[]
  /** Records that were open lately, the last one first. */
  readonly recent: readonly RecentRecord[]
  readonly district: string | undefined
  readonly onOpen: (register: string, id: string) => void
  readonly onShowAll: (register: string, search: string, total: number) => void
  readonly onClose: () => void
}

/** 快速查找: any record of any register, and what the window can do, by the keyboard alone. */
export const QuickSearch = (props: QuickSearchProps) => {
  const { store, registers, commands, recent, district, onOpen, onShowAll, onClose } = props
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState(0)
  const findings = useFindings(store, registers, commands, recent, district, search)
  const entries = findings.groups.flatMap((group) => group.entries)
  const active = Math.min(chosen, Math.max(0, entries.length - 1))
  const id = useId()
  const optionId = (index: number): string => `${id}-${String(index)}`

  const take = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    onClose()
    if (entry.kind === 'command') entry.command.run()
    else if (entry.kind === 'record') onOpen(entry.register.name, entry.id)
    else onShowAll(entry.register.name, search, entry.total)
  }
  const enter = useEnter(findings, search, () => take(entries[active]))
  const move = (to: number): void => {
    const next = entries.length === 0 ? 0 : (to + entries.length) % entries.length
    setChosen(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }
  const onKey = (event: KeyboardEvent): void => {
    const act = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(Math.min(active + pageOf, entries.length - 1)),
      PageUp: () => move(Math.max(active - pageOf, 0)),
      Enter: enter,
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return (
    <Modal open title="快速查找" footer={null} width={720} style={{ top: 24 }} onCancel={onClose}>
      <SearchInput
        label="快速查找"
        placeholder="名称、拼音首字母、编号、电话，或要做的事"
        autoFocus
        search={search}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls={id}
        {...(entries.length > 0 ? { 'aria-activedescendant': optionId(active) } : {})}
        onSearch={(text) => {
          setSearch(text)
          setChosen(0)
        }}
        onKey={onKey}
      />
      <div className="found" role="listbox" id={id} aria-label="查找结果">
        {findings.groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="found-title" aria-hidden>
              {group.title}
            </div>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry)
              return (
                <div
                  key={keyOf(entry)}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === active}
                  className={index === active ? 'found-entry active' : 'found-entry'}
                  onMouseMove={() => setChosen(index)}
                  onClick={() => take(entry)}
                >
                  <Line entry={entry} />
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p className="soft found-foot" role="status">
        {wording(findings)}
      </p>
    </Modal>
  )
}

const pageOf = 8

/** Enter right after the last letter waits for what these letters find. */
const useEnter = ({ search: answered }: Findings, search: string, act: () => void): (() => void) => {
  const waiting = useRef<string | undefined>(undefined)
  const latest = useRef(act)
  // With the lines that are shown, not some time after them: Enter must not take one of those before.
  useLayoutEffect(() => {
    latest.current = act
    if (waiting.current !== answered) return
    waiting.current = undefined
    act()
  })
  return () => {
    if (answered === search) latest.current()
    else waiting.current = search
  }
}

const wording = ({ search, groups, isNearly, total }: Findings): string => {
  if (search.trim() === '') return '↑ ↓ 选择，Enter 打开，Esc 关闭。查找全部地区的记录，本地区的排在前面。'
  if (groups.length === 0) return `没有找到“${search.trim()}”。可以换用名称、拼音首字母、编号或电话。`
  if (isNearly) return `没有找到“${search.trim()}”，以上是读音或写法相近的。↑ ↓ 选择，Enter 打开。`
  return `找到 ${String(total)} 条记录。↑ ↓ 选择，Enter 打开。`
}

const keyOf = (entry: Entry): string =>
  entry.kind === 'command'
    ? entry.command.label
    : `${entry.register.name} ${entry.kind === 'record' ? entry.id : 'all'}`

const Line = ({ entry }: { readonly entry: Entry }) => {
  if (entry.kind === 'command')
    return (
      <>
        <span className="found-label">{entry.command.label}</span>
        <span className="soft">{entry.command.keys}</span>
      </>
    )
  if (entry.kind === 'all')
    return (
      <span className="found-label">{`在列表中查看全部 ${String(entry.total)} ${entry.register.unit}`}</span>
    )
  return (
    <>
      <span className="found-label" title={entry.label}>
        {entry.label}
      </span>
      <span className="soft found-detail" title={entry.detail}>
        {entry.detail}
      </span>
      <span className="soft">{entry.code}</span>
    </>
  )
}
