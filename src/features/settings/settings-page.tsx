import { Button, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type DistrictEntry, districtChoices } from '../../domain/district-entry'
import { labelMatches } from '../../domain/search'
import type { Settings, Store } from '../../storage/store'
import { Page } from '../../ui/page'
import { useSaved } from '../../ui/saved'

interface SettingsPageProps {
  readonly store: Store
  readonly settings: Settings
  readonly districts: readonly DistrictEntry[]
  readonly today: string
  /** Sections of other features. */
  readonly children: ReactNode
  readonly onChanged: (settings: Settings) => void
}

/** Who fills in what on this machine. */
export const SettingsPage = ({
  store,
  settings,
  districts,
  today,
  children,
  onChanged,
}: SettingsPageProps) => {
  const saved = useSaved()
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
            <Select
              options={[...districtChoices(districts, today)]}
              showSearch={{ filterOption: labelMatches }}
            />
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
      {children}
    </Page>
  )
}
