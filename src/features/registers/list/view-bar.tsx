import { Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'
import { MenuButton } from '../../../ui/menu-button'
import type { MenuEntry } from '../../../ui/menu-list'
import { nameProblem, type SavedView, useViews } from './views'

interface ViewBarProps {
  readonly register: Register
  readonly store: Store
  /** The list as it stands. */
  readonly now: Omit<SavedView, 'name'>
  readonly onView: (view: Omit<SavedView, 'name'>) => void
  /** The list as it is without any view. */
  readonly usual: Omit<SavedView, 'name'>
}

type Naming = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly name: string }

const all = ''

/** The saved views of a list: chosen, saved, renamed, deleted. */
export const ViewBar = ({ register, store, now, onView, usual }: ViewBarProps) => {
  const { views, keep } = useViews(store, register)
  const [chosen, setChosen] = useState(all)
  const [naming, setNaming] = useState<Naming | undefined>(undefined)
  const current = views.find(({ name }) => name === chosen)
  const isChanged = current !== undefined && JSON.stringify(partsOf(current)) !== JSON.stringify(partsOf(now))
  const choose = (name: string): void => {
    setChosen(name)
    onView(views.find((view) => view.name === name) ?? usual)
  }
  const finish = (name: string): void => {
    if (naming?.kind === 'rename')
      keep(views.map((view) => (view.name === naming.name ? { ...view, name } : view)))
    else keep([...views, { name, ...now }])
    setChosen(name)
    setNaming(undefined)
  }
  const update = (): void =>
    keep(views.map((view) => (view.name === chosen ? { name: chosen, ...now } : view)))
  const remove = (): void => {
    keep(views.filter(({ name }) => name !== chosen))
    setChosen(all)
  }
  const entries: readonly MenuEntry[] = [
    { label: '保存为新视图…', run: () => setNaming({ kind: 'new' }) },
    ...(isChanged ? [{ label: `更新“${chosen}”`, run: update }] : []),
    ...(current === undefined
      ? []
      : [
          { label: '改名…', run: () => setNaming({ kind: 'rename', name: chosen }) },
          { label: `删除“${chosen}”`, run: remove },
        ]),
  ]
  return (
    <Space.Compact>
      <Select
        aria-label="视图"
        style={{ width: 150 }}
        value={current === undefined ? all : chosen}
        options={[
          { value: all, label: '默认视图' },
          ...views.map(({ name }) => ({
            value: name,
            label: name === chosen && isChanged ? `${name}（已改动）` : name,
          })),
        ]}
        onChange={choose}
      />
      <MenuButton label="视图操作" groups={[{ entries }]} />
      {naming !== undefined && (
        <NameDialog {...{ naming, views }} onClose={() => setNaming(undefined)} onDone={finish} />
      )}
    </Space.Compact>
  )
}

const partsOf = ({ search, filters, layout }: Omit<SavedView, 'name'>) => [search, filters, layout]

interface NameDialogProps {
  readonly naming: Naming
  readonly views: readonly SavedView[]
  readonly onClose: () => void
  readonly onDone: (name: string) => void
}

const NameDialog = ({ naming, views, onClose, onDone }: NameDialogProps) => {
  const [name, setName] = useState(naming.kind === 'rename' ? naming.name : '')
  const [tried, setTried] = useState(false)
  const problem = nameProblem(views, name, naming.kind === 'rename' ? naming.name : undefined)
  const done = (): void => {
    setTried(true)
    if (problem === undefined) onDone(name.trim())
  }
  return (
    <Modal
      open
      centered
      width={420}
      title={naming.kind === 'rename' ? '视图改名' : '保存视图'}
      okText="保存视图"
      cancelText="取消"
      onCancel={onClose}
      onOk={done}
    >
      <p className="soft">视图记住现在的搜索、筛选、排序和列。</p>
      <Input
        autoFocus
        aria-label="视图名称"
        aria-invalid={tried && problem !== undefined}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) done()
        }}
      />
      {tried && problem !== undefined && (
        <div role="alert" className="issue error">
          {problem}
        </div>
      )}
    </Modal>
  )
}
