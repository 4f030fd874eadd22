import { Button, Select, Space, Spin } from 'antd'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { type BatchKind, canTakeBack } from '../../domain/history'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import { labelMatches } from '../../domain/search'
import type { BatchEntry, Store } from '../../storage/store'
import { Page } from '../../ui/page'
import { SearchInput } from '../../ui/search-input'
import { useUndo } from '../../ui/undo'
import { BatchChanges } from './batch-changes'
import { kindWords, undoWord } from './batch-words'
import './history.css'
import { useBatches } from './use-batches'

interface HistoryPageProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly onOpen: (register: string, id: string) => void
}

/** 变更记录: all that was ever done, by whom and when, and the way back from each. */
export const HistoryPage = ({ store, registers, onOpen }: HistoryPageProps) => {
  const [search, setSearch] = useState('')
  const [kinds, setKinds] = useState<readonly BatchKind[]>([])
  const [by, setBy] = useState<string | undefined>(undefined)
  const people = usePeople(store)
  const query = useMemo(
    () => ({
      search,
      ...(kinds.length === 0 ? {} : { kinds }),
      ...(by === undefined ? {} : { by }),
    }),
    [search, kinds, by],
  )
  const { batches, hasMore, showMore } = useBatches(store, query)
  const isNarrowed = search.trim() !== '' || kinds.length > 0 || by !== undefined
  return (
    <Page
      title="变更记录"
      help="谁在什么时候改了什么。除了建账时载入的资料，每一次都可以撤销，撤销以后还可以恢复。"
    >
      <Space wrap>
        <SearchInput
          label="搜索变更记录"
          placeholder="搜索内容或操作人（可用拼音首字母）"
          search={search}
          width={280}
          onSearch={setSearch}
        />
        <Select<BatchKind[]>
          mode="multiple"
          aria-label="类别"
          placeholder="全部类别"
          style={{ minWidth: 180 }}
          value={[...kinds]}
          showSearch={{ filterOption: labelMatches }}
          options={Object.entries(kindWords).map(([value, label]) => ({ value: value as BatchKind, label }))}
          onChange={setKinds}
        />
        <Select<string>
          allowClear
          aria-label="操作人"
          placeholder="全部操作人"
          style={{ width: 140 }}
          {...(by === undefined ? {} : { value: by })}
          showSearch={{ filterOption: labelMatches }}
          options={people.map((value) => ({ value, label: value }))}
          onChange={(next: string | undefined) => setBy(next)}
        />
      </Space>
      {batches === undefined ? (
        <Spin style={{ margin: 40 }} />
      ) : batches.length === 0 ? (
        <div className="table">
          <div className="table-empty" role="note">
            {isNarrowed ? '没有符合条件的变更。' : '还没有变更。'}
          </div>
        </div>
      ) : (
        <BatchTable {...{ store, registers, batches, hasMore, showMore, onOpen }} />
      )}
    </Page>
  )
}

const usePeople = (store: Store): readonly string[] => {
  const [people, setPeople] = useState<readonly string[]>([])
  useEffect(() => {
    void store.people().then(setPeople)
  }, [store])
  return people
}

interface BatchTableProps extends HistoryPageProps {
  readonly batches: readonly BatchEntry[]
  readonly hasMore: boolean
  readonly showMore: () => void
}

const headings = ['时间', '操作人', '类别', '内容', '条数', '电脑', '撤销']

const BatchTable = ({ store, registers, batches, hasMore, showMore, onOpen }: BatchTableProps) => {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string): void =>
    setOpened((now) =>
      now.has(id) ? new Set([...now].filter((other) => other !== id)) : new Set([...now, id]),
    )
  return (
    <div className="batches" tabIndex={0} role="region" aria-label="变更列表">
      <table aria-label="变更">
        <thead>
          <tr>
            {headings.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <Fragment key={batch.id}>
              <BatchRow batch={batch} isOpen={opened.has(batch.id)} onToggle={() => toggle(batch.id)} />
              {opened.has(batch.id) && (
                <tr className="batch-detail">
                  <td colSpan={headings.length}>
                    <BatchChanges {...{ store, registers, onOpen }} batch={batch.id} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {hasMore && <More key={batches.length} onSeen={showMore} />}
    </div>
  )
}

interface BatchRowProps {
  readonly batch: BatchEntry
  readonly isOpen: boolean
  readonly onToggle: () => void
}

const BatchRow = ({ batch, isOpen, onToggle }: BatchRowProps) => {
  const undo = useUndo()
  const word = undoWord(batch.kind)
  return (
    <tr className={batch.undone ? 'batch undone' : 'batch'}>
      <td className="when">{beijingMoment(batch.at)}</td>
      <td>{batch.by}</td>
      <td className="when">{kindWords[batch.kind]}</td>
      <td>
        <button type="button" className="batch-title" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
          {batch.title}
        </button>
        {batch.reason !== undefined && <div className="soft batch-reason">{`理由：${batch.reason}`}</div>}
      </td>
      <td className="batch-count">{batch.count}</td>
      <td className="when">{batch.isHere ? '本机' : '其他电脑'}</td>
      <td className="when">
        {batch.undone ? (
          <span className="soft">{word === '撤销' ? '已撤销' : '已恢复'}</span>
        ) : (
          canTakeBack(batch.kind) && (
            <Button size="small" aria-label={`${word} ${batch.title}`} onClick={() => void undo(batch.id)}>
              {word}
            </Button>
          )
        )}
      </td>
    </tr>
  )
}

/** The end of what is shown: as soon as it comes into sight, more is fetched. */
const More = ({ onSeen }: { readonly onSeen: () => void }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const end = place.current
    if (end === null) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onSeen()
    })
    observer.observe(end)
    return () => observer.disconnect()
  }, [onSeen])
  return (
    <div ref={place} className="soft older-batches">
      正在取更早的……
    </div>
  )
}
