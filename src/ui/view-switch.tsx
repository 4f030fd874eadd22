import { Segmented } from 'antd'

interface ViewSwitchProps<V extends string> {
  readonly views: readonly V[]
  readonly view: V
  readonly onView: (view: V) => void
}

/** The ways of looking at the same records: 列表 | 看板. */
export const ViewSwitch = <V extends string>({ views, view, onView }: ViewSwitchProps<V>) => (
  <Segmented<V> aria-label="查看方式" options={[...views]} value={view} onChange={onView} />
)
