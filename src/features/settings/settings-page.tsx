import { App, Button, Form, Input, Select, Space } from 'antd'
import { useEffect, useState } from 'react'
import { newId } from '../../storage/new-id'
import type { Operation, PickOption, Settings, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'

interface SettingsPageProps {
  readonly store: Store
  readonly settings: Settings
  readonly registers: readonly string[]
  readonly examples: () => readonly Operation[]
  readonly onChanged: (settings: Settings) => void
}

/** Who fills in what on this machine, and the samples. */
export const SettingsPage = ({ store, settings, registers, examples, onChanged }: SettingsPageProps) => {
  const saved = useSaved()
  const [districts, setDistricts] = useState<readonly PickOption[]>([])
  useEffect(() => {
    void store.pick({ register: 'districts', search: '', limit: 100 }).then(setDistricts)
  }, [store])
  const save = async (answers: Settings): Promise<void> => {
    const texts = Object.entries(answers).filter(([, text]) => typeof text === 'string' && text.trim() !== '')
    const next = {
      ...settings,
      ...Object.fromEntries(texts.map(([key, text]) => [key, String(text).trim()])),
    }
    const done = await store.saveSettings(next)
    onChanged(next)
    saved.tell(done)
  }
  return (
    <Page title="设置" help="这里的单位和姓名印在报表上。">
      <section className="panel" aria-label="填报信息" style={{ maxWidth: 760 }}>
        <h2>填报信息</h2>
        <Form<Settings>
          layout="horizontal"
          labelCol={{ flex: '110px' }}
          initialValues={settings}
          onFinish={(answers) => void save(answers)}
        >
          <Form.Item
            name="homeDistrict"
            label="本机地区"
            rules={[{ required: true, message: '请选择本机地区。' }]}
          >
            <Select options={districts.map(({ code, label }) => ({ value: code, label }))} />
          </Form.Item>
          {(
            [
              ['unitName', '填报单位', true, ''],
              ['person', '填报人', true, ''],
              ['reviewer', '审核人', false, '与填报人不能是同一人'],
              ['unitHead', '单位负责人', false, ''],
              ['phone', '联系电话', false, ''],
            ] as const
          ).map(([name, label, required, extra]) => (
            <Form.Item
              key={name}
              name={name}
              label={label}
              extra={extra}
              dependencies={name === 'reviewer' ? ['person'] : []}
              rules={[
                { required, whitespace: true, message: `请填写${label}。` },
                { max: 60 },
                ({ getFieldValue }) => ({
                  validator: (_, text: string | undefined) =>
                    name === 'reviewer' &&
                    text !== undefined &&
                    text !== '' &&
                    text === getFieldValue('person')
                      ? Promise.reject(new Error('审核人与填报人不能是同一人。'))
                      : Promise.resolve(),
                }),
              ]}
            >
              <Input />
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit">
            保存
          </Button>
        </Form>
      </section>
      <Samples store={store} registers={registers} examples={examples} />
    </Page>
  )
}

/** Loading and clearing the samples, each in one step that can be undone. */
const Samples = ({
  store,
  registers,
  examples,
}: Pick<SettingsPageProps, 'store' | 'registers' | 'examples'>) => {
  const { modal } = App.useApp()
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [count, setCount] = useState<number | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    void store
      .counts()
      .then((counts) => setCount(Object.values(counts).reduce((sum, { samples }) => sum + samples, 0)))
  }, [store, revision])
  const load = async (): Promise<void> => {
    const done = await store.commit({
      id: newId(),
      kind: 'sample',
      title: '载入示例数据',
      operations: examples(),
    })
    if (done.ok) saved.tell(done, `已载入 ${String(done.records.length)} 条示例和公开资料`)
    else notices.failed('没有载入。', done.message)
  }
  const clear = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: `清除 ${String(count ?? 0)} 条示例数据？`,
      content: '只清除带“示例”标记的记录，您录入和导入的不受影响。可以撤销。',
      okText: '清除示例数据',
      okButtonProps: { danger: true },
      cancelText: '取消',
    })
    if (!sure) return
    const done = await clearSamples(store, registers)
    if (!done.ok) notices.failed('没有清除。', done.message)
    else saved.tell(done, '已清除示例数据', [{ label: '撤销', run: () => void undo(done.batch) }])
  }
  return (
    <section className="panel" aria-label="示例数据" style={{ maxWidth: 760 }}>
      <h2>示例数据</h2>
      <p className="soft">
        示例供试用，处处标有“示例”，报表默认不计。公开资料（服务队名单等）不是示例，清除时保留。
      </p>
      <Space>
        <Button disabled={count !== 0} onClick={() => void load()}>
          载入示例数据
        </Button>
        <Button danger disabled={count === undefined || count === 0} onClick={() => void clear()}>
          清除示例数据
        </Button>
        <span>{count === undefined ? '' : `现有示例 ${String(count)} 条`}</span>
      </Space>
    </section>
  )
}

const clearSamples = async (store: Store, registers: readonly string[]) => {
  const found = await Promise.all(
    registers.map(async (register) =>
      (await store.all(register))
        .filter(({ isSample }) => isSample)
        .map(({ id, version }) => ({ kind: 'delete' as const, register, id, version })),
    ),
  )
  return store.commit({ id: newId(), kind: 'delete', title: '清除示例数据', operations: found.flat() })
}
