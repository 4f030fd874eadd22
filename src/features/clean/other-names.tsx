import { Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import { canRepeat } from '../../domain/duplicates'
import { splitList } from '../../domain/kinds/list'
import { otherNames } from '../../domain/other-names'
import { showNumber } from '../../domain/kinds/number'
import { labelOf, type Register } from '../../domain/register'
import { compileQuery, searchable } from '../../domain/search'
import type { Store } from '../../storage/store'
import { SearchInput } from '../../ui/search-input'
import { useNotices } from '../../ui/notices'
import { useRevision } from '../../ui/use-revision'

/** What was said in imports of names: this one in a ledger is that record. */
export interface SaidNames {
  readonly names: () => Promise<readonly SaidName[]>
  readonly dropName: (name: SaidName) => Promise<void>
}
export interface SaidName {
  readonly register: string
  readonly name: string
  readonly id: string
}

interface OtherNamesProps {
  readonly said: SaidNames
  readonly store: Store
  readonly registers: readonly Register[]
  readonly onOpen: (register: string, id: string) => void
  /** Opens the form at the field that holds the name. */
  readonly onEdit: (register: string, id: string, field: string) => void
}

/** One other name, and for whom it stands. */
interface OtherName {
  readonly name: string
  /** Of the record, in which it stands; missing where it was said in an import. */
  readonly field: string | undefined
  readonly register: Register
  readonly id: string
  readonly label: string
  readonly code: string
}

/** One for all comparisons: making it takes longer than comparing. */
const inOrder = new Intl.Collator('zh-CN')
const mostRead = 1000
const atOnce = 50

/** 名称对照: every short, former or other name with the record that it stands for; one that stands for two is marked. */
export const OtherNames = ({ store, said, registers, onOpen, onEdit }: OtherNamesProps) => {
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(atOnce)
  const notices = useNotices()
  const { found, again } = useOtherNames(store, said, registers, search)
  const drop = async ({ register, name, id }: OtherName): Promise<void> => {
    await said.dropName({ register: register.name, name, id })
    again()
    notices.done(`已取消：以后导入遇到“${name}”，不再认作${register.title}中的这一条`)
  }
  const times = new Map<string, number>()
  for (const { name, register } of found?.names ?? [])
    times.set(`${register.name} ${name}`, (times.get(`${register.name} ${name}`) ?? 0) + 1)
  const shown = found?.names.slice(0, most) ?? []
  return (
    <>
      <Space wrap>
        <SearchInput
          label="搜索名称对照"
          placeholder="名称、全称或编号（可用拼音首字母）"
          search={search}
          width={320}
          onSearch={(text) => {
            setSearch(text)
            setMost(atOnce)
          }}
        />
        <span className="soft" role="status" aria-label="名称对照合计">
          {found === undefined ? '' : `共 ${showNumber(found.names.length)} 个${found.isAll ? '' : '以上'}`}
        </span>
      </Space>
      {found !== undefined && shown.length === 0 ? (
        <div className="table-empty" role="note">
          {search === '' ? '还没有登记简称或曾用名，导入时也没有认定过。' : '没有找到这样的名称。'}
        </div>
      ) : (
        <table className="child-table" aria-label="名称对照">
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">类别</th>
              <th scope="col">指的是</th>
              <th scope="col">编号</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.id} ${one.field ?? ''} ${one.name}`}>
                <th scope="row">
                  {one.name}
                  {(times.get(`${one.register.name} ${one.name}`) ?? 0) > 1 && (
                    <span className="tag attention">也指别的{one.register.title}</span>
                  )}
                </th>
                <td>
                  {one.field === undefined
                    ? `${one.register.title}（导入时认定）`
                    : `${one.register.title}${one.register.fields[one.field]?.label ?? ''}`}
                </td>
                <td>
                  <Button
                    type="link"
                    size="small"
                    className="link"
                    onClick={() => onOpen(one.register.name, one.id)}
                  >
                    {one.label}
                  </Button>
                </td>
                <td>{one.code}</td>
                <td>
                  <Change {...{ one, onEdit }} onDrop={() => void drop(one)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found !== undefined && found.names.length > most && (
        <Button style={{ alignSelf: 'flex-start' }} onClick={() => setMost(most + atOnce)}>
          {`显示更多（还有 ${showNumber(found.names.length - most)} 个）`}
        </Button>
      )}
    </>
  )
}

interface ChangeProps extends Pick<OtherNamesProps, 'onEdit'> {
  readonly one: OtherName
  readonly onDrop: () => void
}

/** A name of the record is changed in its form; what was said in an import is taken back. */
const Change = ({ one: { name, field, register, id }, onEdit, onDrop }: ChangeProps) =>
  field === undefined ? (
    <Button size="small" aria-label={`取消认定 ${name}`} onClick={onDrop}>
      取消认定
    </Button>
  ) : (
    <Button size="small" aria-label={`修改 ${name}`} onClick={() => onEdit(register.name, id, field)}>
      修改
    </Button>
  )

const useOtherNames = (store: Store, said: SaidNames, registers: readonly Register[], search: string) => {
  const [round, setRound] = useState(0)
  const [found, setFound] = useState<
    { readonly names: readonly OtherName[]; readonly isAll: boolean } | undefined
  >()
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void namesIn(store, said, registers, search).then((names) => {
      if (!isOld) setFound(names)
    })
    return () => {
      isOld = true
    }
  }, [store, said, registers, search, revision, round])
  return { found, again: () => setRound((count) => count + 1) }
}

const namesIn = async (store: Store, said: SaidNames, registers: readonly Register[], search: string) => {
  const people = registers.filter((register) => register.codePrefix !== undefined && canRepeat(register))
  const places = people.flatMap((register) => otherNames(register).map((field) => ({ register, field })))
  const pages = await Promise.all(
    places.map(async ({ register, field }) => {
      const filters = [{ kind: 'empty', field, empty: false } as const]
      const query = { register: register.name, search, filters, sort: register.sort }
      const { rows, total } = await store.page(query, 0, mostRead)
      return { register, field, rows, total }
    }),
  )
  const names = pages.flatMap(({ register, field, rows }) =>
    rows.flatMap((record): readonly OtherName[] => {
      const text = record.values[field]
      const { id, code } = record
      const label = labelOf(register, record)
      return typeof text === 'string'
        ? splitList(text).map((name) => ({ name, field, register, id, label, code }))
        : []
    }),
  )
  return {
    names: [...names, ...(await saidIn(store, said, registers, search))].toSorted((a, b) =>
      inOrder.compare(a.name, b.name),
    ),
    isAll: pages.every(({ rows, total }) => rows.length === total),
  }
}

/** Those whose record is still there. */
const saidIn = async (
  store: Store,
  said: SaidNames,
  registers: readonly Register[],
  search: string,
): Promise<readonly OtherName[]> => {
  const names = await said.names()
  const matches = compileQuery(search)
  const all = registers.map(async (register) => {
    const own = names.filter((one) => one.register === register.name)
    if (own.length === 0) return []
    const records = new Map(
      (await store.getMany(register.name, [...new Set(own.map(({ id }) => id))])).map((record) => [
        record.id,
        record,
      ]),
    )
    return own.flatMap(({ name, id }): readonly OtherName[] => {
      const record = records.get(id)
      if (record?.deletedAt !== null) return []
      const [label, { code }] = [labelOf(register, record), record]
      const isWanted = search.trim() === '' || matches(searchable([name, label, code].join('\n')))
      return isWanted ? [{ name, field: undefined, register, id, label, code }] : []
    })
  })
  return (await Promise.all(all)).flat()
}
