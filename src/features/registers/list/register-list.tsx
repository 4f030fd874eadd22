import { Button, type InputRef, Space } from 'antd'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DistrictEntry } from '../../../domain/district-entry'
import type { Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Filter, ListQuery, Settings, Store } from '../../../storage/store'
import type { ExportProfile } from '../../../workbook/export-profile'
import { DataTable } from '../../../ui/data-table'
import type { TableColumn } from '../../../ui/table-column'
import { MenuButton } from '../../../ui/menu-button'
import { Page } from '../../../ui/page'
import { SearchInput } from '../../../ui/search-input'
import { usePastedTable } from '../../../ui/use-pasted-table'
import { Working } from '../../../ui/working'
import { copiedValues } from '../copied-values'
import { RecordGrid } from '../grid/record-grid'
import { useRemoving } from '../use-removing'
import { ColumnPanel } from './column-panel'
import { type ListRow, tableColumns, usualLayout } from './columns'
import { EmptyList } from './empty-list'
import { ExportButton } from './export-button'
import { FacetPanel, facetFields } from './facet-panel'
import { FilterPanel } from './filter-panel'
import { FilterTags } from './filter-tags'
import { fresh, useListView } from './list-state'
import { type RowActions, rowMenu } from './row-menu'
import { SelectionBar } from './selection-bar'
import './list.css'
import { StatusLine } from './status-line'
import { useCopying } from './use-copying'
import { useLayout } from './use-layout'
import { useList } from './use-list'
import { ViewBar } from './view-bar'

export interface ListExport {
  readonly query: ListQuery
  readonly columns: readonly string[]
  readonly ids?: readonly string[]
  readonly profile: ExportProfile
}

interface RegisterListProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  /** 导出方案 of the office. */
  readonly profiles: readonly ExportProfile[]
  readonly district: string | undefined
  readonly today: string
  readonly now: () => string
  readonly districts: readonly DistrictEntry[]
  readonly initialFilters: readonly Filter[] | undefined
  readonly initialSearch: string | undefined
  /** The other ways of looking at these records, where there are any. */
  readonly views?: ReactNode
  /** `initial`: what it begins with. */
  readonly onNew: (initial?: Values) => void
  readonly onEdit: (id: string) => void
  /** `among`: the list as it stands, for the way from record to record. */
  readonly onOpen: (id: string, among: ListQuery) => void
  readonly onImport: () => void
  /** 下载模板 */
  readonly onTemplate: () => void
  /** A block of cells, copied in Excel. */
  readonly onPaste: (text: string) => void
  readonly onExport: (request: ListExport) => void
  /** 把当前列表做成报表 */
  readonly onReport: (
    list: Pick<ListQuery, 'search' | 'filters' | 'sort'> & { readonly columns: readonly string[] },
  ) => void
  readonly exporting: {
    readonly busy: boolean
    readonly progress: string | undefined
    readonly cancel: () => void
  }
}

/** The list of any register, made from its definition. */
export const RegisterList = (props: RegisterListProps) => {
  const { register, registers, store, district, districts, exporting, onNew, onImport, onExport } = props
  const { initialFilters, initialSearch } = props
  const { search, filters, selected, at, isOpen, facets, change } = useListView(register.name)
  const [layout, setLayout] = useLayout(register, store)
  const { sort } = layout
  const [panel, setPanel] = useState<'filter' | 'columns' | undefined>(undefined)
  const box = useRef<InputRef>(null)
  usePastedTable(isOpen ? undefined : props.onPaste)

  useEffect(() => {
    if (initialFilters === undefined && initialSearch === undefined) return
    change({ ...fresh, filters: initialFilters ?? [], search: initialSearch ?? '' })
  }, [initialFilters, initialSearch, change])
  useEffect(() => {
    const find = (event: Event): void => {
      if (event instanceof CustomEvent && event.detail === 'find') box.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('ledger-command', find)
    return () => window.removeEventListener('ledger-command', find)
  }, [])

  const query = useMemo(
    (): ListQuery => ({
      register: register.name,
      ...(district === undefined ? {} : { district }),
      search,
      filters,
      sort,
    }),
    [register, district, search, filters, sort],
  )
  const { page, total, rowAt, watchRows, stale } = useList(store, query)
  const columns = useMemo(() => {
    const names = new Map(districts.map(({ code, name }) => [code, name]))
    return tableColumns(register, layout, (code) => names.get(code) ?? code)
  }, [register, layout, districts])
  const removeRecords = useRemoving(store, register)
  const { copyText, copyRows } = useCopying(store, query, columns)
  const does: RowActions = {
    open: (id) => props.onOpen(id, query),
    edit: props.onEdit,
    copyNew: ({ record }) => onNew(copiedValues(register, record)),
    copyText: (text) => void copyText(text),
    copyRows: (ids) => void copyRows(ids),
    only: (filter) => change({ filters: withFilter(filters, filter), selected: new Set(), at: 0 }),
    remove: (ids) => void removeRecords(ids).then((done) => done && change({ selected: new Set() })),
  }
  const hasPhones = layout.columns.some((name) => register.fields[name]?.kind === 'phone')
  const narrowed = search.trim() !== '' || filters.length > 0
  const onSort = (field: string): void => {
    const ascending = { field, descending: false }
    const next =
      sort.field !== field ? ascending : sort.descending ? register.sort : { field, descending: true }
    setLayout((now) => ({ ...now, sort: next }))
    change({ at: 0 })
  }
  const onResize = useCallback(
    (field: string, width: number) =>
      setLayout((now) => ({ ...now, widths: { ...now.widths, [field]: Math.round(width) } })),
    [setLayout],
  )

  return (
    <Page
      title={register.title}
      help={register.help}
      extra={props.views}
      actions={
        <Space wrap>
          <Button type="primary" onClick={() => onNew()}>{`新建${register.title}`}</Button>
          <ImportButton onImport={onImport} onTemplate={props.onTemplate} />
          <ExportButton
            what="list"
            disabled={total === 0 || exporting.busy}
            {...{ hasPhones }}
            profiles={props.profiles}
            onExport={(profile) => onExport({ query, columns: layout.columns, profile })}
            more={[
              {
                label: '把当前列表做成报表',
                run: () => props.onReport({ search, filters, sort, columns: layout.columns }),
              },
            ]}
          />
        </Space>
      }
    >
      <Space wrap>
        <ViewBar
          {...{ register, store }}
          now={{ search, filters, layout }}
          usual={{ search: '', filters: [], layout: usualLayout(register) }}
          onView={(view) => {
            setLayout(() => view.layout)
            change({ search: view.search, filters: view.filters, selected: new Set(), at: 0 })
          }}
        />
        <SearchInput
          box={box}
          label={`搜索${register.title}`}
          placeholder={`搜索${register.title}（可用拼音首字母）`}
          search={search}
          width={230}
          onSearch={(text) => change({ search: text, at: 0 })}
        />
        <Button onClick={() => setPanel('filter')}>筛选</Button>
        <Button onClick={() => setPanel('columns')}>列设置</Button>
        {facetFields(register).length > 0 && (
          <Button aria-pressed={facets} onClick={() => change({ facets: !facets })}>
            分类统计
          </Button>
        )}
        <Button
          type={isOpen ? 'primary' : 'default'}
          aria-pressed={isOpen}
          onClick={() => change({ isOpen: !isOpen, selected: new Set() })}
        >
          {isOpen ? '退出表格编辑' : '表格编辑'}
        </Button>
        <FilterTags
          {...{ register, registers, store, districts, filters }}
          onChange={(next) => change({ filters: next, at: 0 })}
        />
        {narrowed && (
          <Button type="link" size="small" onClick={() => change({ search: '', filters: [], at: 0 })}>
            清除筛选
          </Button>
        )}
        {selected.size > 0 && (
          <SelectionBar {...props} ids={[...selected]} onCleared={() => change({ selected: new Set() })}>
            <ExportButton
              what="selection"
              size="small"
              disabled={exporting.busy}
              {...{ hasPhones }}
              profiles={props.profiles}
              onExport={(profile) =>
                onExport({ query, columns: layout.columns, ids: [...selected], profile })
              }
            />
          </SelectionBar>
        )}
      </Space>
      {exporting.progress !== undefined && <Working text={exporting.progress} onCancel={exporting.cancel} />}
      <div className="list-body">
        {facets && (
          <FacetPanel
            {...{ register, store, query }}
            onFilters={(next) => change({ filters: next, selected: new Set(), at: 0 })}
          />
        )}
        <div className="list-rows">
          {isOpen ? (
            <RecordGrid
              {...{ register, registers, store, district, query, columns, onResize }}
              settings={props.settings}
              today={props.today}
              onOpen={(id) => props.onOpen(id, query)}
            />
          ) : total === 0 ? (
            <EmptyList
              register={register}
              narrowed={narrowed}
              onNew={() => onNew()}
              onImport={onImport}
              onClear={() => change({ search: '', filters: [], at: 0 })}
            />
          ) : (
            <DataTable<ListRow>
              name={`${register.title}列表`}
              columns={columns}
              total={total ?? 0}
              rowAt={rowAt}
              watchRows={watchRows}
              stale={stale}
              at={at}
              onAt={(index) => change({ at: index })}
              sort={sort}
              onSort={onSort}
              onResize={onResize}
              selecting={{
                selected,
                onSelect: (ids) => change({ selected: ids }),
                onSelectAll: () => void store.ids(query).then((ids) => change({ selected: new Set(ids) })),
              }}
              onOpen={(id) => props.onOpen(id, query)}
              onEdit={() => change({ isOpen: true, selected: new Set() })}
              onCopy={() => {
                const current = rowAt(at)
                if (selected.size > 0) void copyRows([...selected])
                else if (current !== undefined) void copyRows([current.id])
              }}
              menuOf={(row, column) =>
                rowMenu({ register, row, cell: cellAt(columns, row, column), selected, does })
              }
            />
          )}
        </div>
      </div>
      {page !== undefined && (
        <StatusLine register={register} page={page} selected={selected.size} narrowed={narrowed} />
      )}
      {panel === 'filter' && (
        <FilterPanel
          {...{ register, registers, store, districts }}
          onAdd={(filter) => change({ filters: [...filters, filter], selected: new Set(), at: 0 })}
          onClose={() => setPanel(undefined)}
        />
      )}
      {panel === 'columns' && (
        <ColumnPanel
          register={register}
          layout={layout}
          onChange={(next) => setLayout(() => next)}
          onClose={() => setPanel(undefined)}
        />
      )}
    </Page>
  )
}

/** In the place of what was asked of the same field. */
const withFilter = (filters: readonly Filter[], filter: Filter): readonly Filter[] => [
  ...filters.filter((other) => !('field' in filter && 'field' in other && other.field === filter.field)),
  filter,
]

const cellAt = (
  columns: readonly TableColumn<ListRow>[],
  row: ListRow,
  key: string | undefined,
): { readonly column: string; readonly text: string } | undefined => {
  const column = columns.find((one) => one.key === key)
  return column === undefined ? undefined : { column: column.key, text: column.text(row) }
}

interface ImportButtonProps {
  readonly onImport: () => void
  readonly onTemplate: () => void
}

const ImportButton = ({ onImport, onTemplate }: ImportButtonProps) => (
  <Space.Compact>
    <Button onClick={onImport}>导入 Excel</Button>
    <MenuButton
      label="更多导入方式"
      text=""
      groups={[{ entries: [{ label: '下载模板', run: onTemplate }] }]}
    />
  </Space.Compact>
)
