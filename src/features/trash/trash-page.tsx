import { Button, Space, Tabs } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import { showNumber } from '../../domain/kinds/number'
import type { LedgerRecord } from '../../domain/record'
import { labelOf, type Register } from '../../domain/register'
import { binBatch } from '../../storage/bin-batch'
import type { BatchEntry, Store } from '../../storage/store'
import { DataTable } from '../../ui/data-table'
import type { TableColumn } from '../../ui/table-column'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { useSaved } from '../../ui/saved'
import { SearchInput } from '../../ui/search-input'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'
import { useRows } from '../../ui/use-rows'
import './trash.css'

interface TrashPageProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly onOpen: (register: string, id: string) => void
}

/** 回收站: what was deleted, by whom and when, and the way back. */
export const TrashPage = ({ store, registers, onOpen }: TrashPageProps) => {
  const revision = useRevision(store)
  const [counts, setCounts] = useState<Readonly<Record<string, number>> | undefined>(undefined)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  useEffect(() => {
    void store.trashCounts().then(setCounts)
  }, [store, revision])
  const countOf = ({ name }: Register): number => counts?.[name] ?? 0
  const filled = registers.filter((register) => countOf(register) > 0 || register.name === chosen)
  const register = filled.find(({ name }) => name === chosen) ?? filled[0]
  return (
    <Page title="回收站" help="删除的记录一直留在这里，不会自动清除；引用它们的地方显示为“（已删除）”。">
      {register !== undefined && (
        <Tabs
          className="trash-tabs"
          activeKey={register.name}
          items={filled.map((one) => ({
            key: one.name,
            label: `${one.title}（${showNumber(countOf(one))}）`,
          }))}
          onChange={setChosen}
        />
      )}
      {register === undefined ? (
        <div className="table">
          <div className="table-empty" role="note">
            {counts === undefined ? '' : '回收站是空的。'}
          </div>
        </div>
      ) : (
        <Deleted key={register.name} {...{ store, register, revision, onOpen }} />
      )}
    </Page>
  )
}

interface Row {
  readonly id: string
  readonly record: LedgerRecord
  readonly batch: BatchEntry | undefined
}

const columnsOf = (register: Register): readonly TableColumn<Row>[] => {
  const column = (
    key: string,
    title: string,
    width: number,
    text: (row: Row) => string,
    align: TableColumn<Row>['align'] = 'left',
  ): TableColumn<Row> => ({ key, title, width, align, sortable: false, text })
  return [
    column('label', '名称', 320, ({ record }) => labelOf(register, record)),
    column('code', '编号', 200, ({ record }) => record.code),
    column('at', '删除时间', 150, ({ record }) => deletedWhen(record), 'centre'),
    column('by', '删除人', 100, ({ record }) => record.updatedBy),
    column('batch', '由哪次操作', 320, ({ batch }) => batch?.title ?? ''),
  ]
}

const deletedWhen = ({ deletedAt }: LedgerRecord): string =>
  deletedAt === null ? '' : beijingMoment(deletedAt)

interface DeletedProps {
  readonly store: Store
  readonly register: Register
  readonly revision: number
  readonly onOpen: TrashPageProps['onOpen']
}

const Deleted = ({ store, register, revision, onOpen }: DeletedProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(0)
  const query = useMemo(() => ({ register: register.name, search }), [register, search])
  const load = useCallback(
    async (offset: number, limit: number) => {
      const { total, rows } = await store.trash(query, offset, limit)
      return { total, rows: rows.map((row): Row => ({ id: row.record.id, ...row })) }
    },
    [store, query],
  )
  const { total, rowAt, watchRows, stale } = useRows(load, revision)
  const columns = useMemo(() => columnsOf(register), [register])
  const selectAll = async (): Promise<void> => {
    const { rows } = await store.trash(query, 0, total ?? 0)
    setSelected(new Set(rows.map(({ record }) => record.id)))
  }
  const restore = async (): Promise<void> => {
    const found = await store.getMany(register.name, [...selected])
    const records = found.filter(({ deletedAt }) => deletedAt !== null)
    const done = await store.commit(binBatch('restore', register, records))
    if (!done.ok) {
      notices.failed('没有恢复。', done.message)
      return
    }
    setSelected(new Set())
    saved.tell(done, `已恢复 ${String(records.length)} ${register.unit}${register.title}`, [
      { label: '撤销', run: () => void undo(done.batch) },
    ])
  }
  return (
    <>
      <Space wrap>
        <SearchInput
          label={`搜索已删除的${register.title}`}
          placeholder="搜索名称、编号或删除人"
          search={search}
          width={280}
          onSearch={(text) => {
            setSearch(text)
            setSelected(new Set())
            setAt(0)
          }}
        />
        <Button type="primary" disabled={selected.size === 0} onClick={() => void restore()}>
          {selected.size === 0 ? '恢复所选' : `恢复所选 ${String(selected.size)} ${register.unit}`}
        </Button>
      </Space>
      {total === 0 ? (
        <div className="table">
          <div className="table-empty" role="note">
            {search.trim() === '' ? `没有删除的${register.title}。` : `没有符合条件的${register.title}。`}
          </div>
        </div>
      ) : (
        <DataTable<Row>
          name={`已删除的${register.title}列表`}
          columns={columns}
          total={total ?? 0}
          rowAt={rowAt}
          watchRows={watchRows}
          stale={stale}
          at={at}
          onAt={setAt}
          selecting={{ selected, onSelect: setSelected, onSelectAll: () => void selectAll() }}
          onOpen={(id) => onOpen(register.name, id)}
        />
      )}
    </>
  )
}
