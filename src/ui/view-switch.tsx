import { Radio } from 'antd'

interface ViewSwitchProps<V extends string> {
  readonly label?: string
  readonly views: readonly V[]
  readonly view: V
  readonly onView: (view: V) => void
}

/** The ways of looking at the same records, 列表 | 看板, or the sheets of a file. */
export const ViewSwitch = <V extends string>({
  label = '查看方式',
  views,
  view,
  onView,
}: ViewSwitchProps<V>) => (
  <Radio.Group
    className="view-switch"
    aria-label={label}
    optionType="button"
    options={[...views]}
    value={view}
    onChange={({ target }) => onView(target.value as V)}
  />
)
