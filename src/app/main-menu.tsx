import type { RegisterGroup } from '../domain/register'
import { registers } from '../domain/registers/all'
import type { Place } from './navigation'

interface MenuEntry {
  readonly label: string
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
      { label: '导入', place: { page: 'import' } },
      { label: '报表', place: { page: 'reports' } },
      { label: '汇总', place: { page: 'gather' } },
      { label: '数据质量核查', place: { page: 'quality' } },
      { label: '重复核对', place: { page: 'clean' } },
      { label: '导出记录', place: { page: 'exports' } },
      { label: '备份与恢复', place: { page: 'backup' } },
      { label: '变更记录', place: { page: 'history' } },
      { label: '回收站', place: { page: 'trash' } },
    ],
  },
  { entries: [{ label: '设置', place: { page: 'settings' } }] },
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
