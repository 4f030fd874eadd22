import type { RegisterGroup } from '../domain/register'
import { registers } from '../domain/registers/all'
import type { Place } from './navigation'

interface MenuEntry {
  readonly label: string
  /** Other words by which 快速查找 finds it. */
  readonly words?: string
  readonly place: Place
}

interface MenuGroup {
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

const groups: readonly RegisterGroup[] = ['服务', '共同体', '协作', '试点', '报送']

const registersIn = (group: RegisterGroup): MenuGroup => ({
  title: group,
  entries: registers
    .filter((register) => register.group === group)
    .map(({ name, title }) => ({ label: title, place: { page: 'register', register: name } })),
})

/** Everything that the navigation leads to, by its groups; the registers by their own description. */
export const mainMenu: readonly MenuGroup[] = [
  { entries: [{ label: '首页', place: { page: 'home' } }] },
  ...groups.map(registersIn).filter(({ entries }) => entries.length > 0),
  {
    title: '数据',
    entries: [
      { label: '导入', words: 'Excel WPS 表格 台账 导入历史 名称对照', place: { page: 'import' } },
      { label: '报表', words: '自定义报表 上级模板 报送包 打印 PDF', place: { page: 'reports' } },
      { label: '汇总', words: '合并 各区县数据', place: { page: 'gather' } },
      { label: '数据质量核查', words: '检查 错误', place: { page: 'quality' } },
      { label: '重复核对', words: '合并 重名', place: { page: 'clean' } },
      { label: '导出记录', place: { page: 'exports' } },
      { label: '备份与恢复', words: '换电脑 数据包', place: { page: 'backup' } },
      { label: '变更记录', words: '撤销 谁改过', place: { page: 'history' } },
      { label: '回收站', words: '已删除 恢复', place: { page: 'trash' } },
    ],
  },
  { entries: [{ label: '设置', words: '节假日 工作日历 时限 填报人', place: { page: 'settings' } }] },
]

const isCurrent = (place: Place, now: Place): boolean =>
  place.page === 'register'
    ? (now.page === 'register' || now.page === 'record') && now.register === place.register
    : now.page === place.page

interface MainMenuProps {
  readonly now: Place
  readonly onEnter: (place: Place) => void
}

export const MainMenu = ({ now, onEnter }: MainMenuProps) => (
  <nav className="shell-nav" aria-label="主导航">
    {mainMenu.map(({ title, entries }) => (
      <div key={title ?? entries[0]?.label}>
        {title !== undefined && <h2>{title}</h2>}
        {entries.map(({ label, place }) => (
          <button
            key={label}
            type="button"
            aria-current={isCurrent(place, now) ? 'page' : undefined}
            onClick={() => onEnter(place)}
          >
            {label}
          </button>
        ))}
      </div>
    ))}
  </nav>
)
