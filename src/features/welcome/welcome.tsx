import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { BatchKind } from '../../domain/history'
import { referenceDistricts } from '../../domain/reference/districts'
import { labelMatches } from '../../domain/search'
import { newId } from '../../storage/new-id'
import type { Operation, Settings, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'

interface WelcomeProps {
  readonly store: Store
  readonly today: string
  /** What every office begins with, what is publicly known, and what 载入示例数据 adds. */
  readonly reference: () => readonly Operation[]
  readonly facts: () => readonly Operation[]
  readonly examples: () => readonly Operation[]
  readonly onReady: (settings: Settings) => void
  /** 从备份恢复 */
  readonly onRestore: () => void
  readonly onHelp: () => void
}

interface Answers {
  readonly homeDistrict: string
  readonly unitName: string
  readonly person: string
  readonly begin: 'empty' | 'examples'
}

/** First start: who and where, then an empty ledger or one with examples. */
export const Welcome = ({
  store,
  today,
  reference,
  facts,
  examples,
  onReady,
  onRestore,
  onHelp,
}: WelcomeProps) => {
  const [form] = Form.useForm<Answers>()
  const [busy, setBusy] = useState(false)
  const notices = useNotices()
  const choices = referenceDistricts.filter(({ validTo }) => validTo === undefined || validTo > today)

  const start = async ({ homeDistrict, unitName, person, begin }: Answers): Promise<void> => {
    setBusy(true)
    const settings = { homeDistrict, unitName: unitName.trim(), person: person.trim() }
    await store.saveSettings(settings)
    const load = (kind: BatchKind, title: string, operations: readonly Operation[]) =>
      store.commit({ id: newId(), kind, title, operations })
    const done = await load('setup', '载入地区名录', reference())
    if (done.ok && begin === 'examples') {
      await load('setup', '载入公开资料', facts())
      await load('sample', '载入示例数据', examples())
    }
    setBusy(false)
    if (done.ok) onReady(settings)
    else notices.failed('没有准备好。', done.message)
  }
  return (
    <main
      style={{ height: '100%', display: 'grid', placeItems: 'center', overflow: 'auto' }}
      aria-label="欢迎"
    >
      <div className="panel" style={{ width: 560, margin: 20, padding: '28px 36px' }}>
        <h1 style={{ fontSize: 22, margin: '0 0 4px' }}>欢迎使用科创台账</h1>
        <p className="soft" style={{ margin: '0 0 20px' }}>
          登记“科创中国”工作的联合体、专家、企业需求和科技服务，汇总成上报表格。数据只存在这台电脑上，不联网。
        </p>
        <Form<Answers>
          form={form}
          layout="vertical"
          initialValues={{ begin: 'empty' }}
          onFinish={(answers) => void start(answers)}
          requiredMark={false}
        >
          <Form.Item
            name="homeDistrict"
            label="本机地区"
            rules={[{ required: true, message: '请选择本机地区。' }]}
          >
            <Select
              autoFocus
              placeholder="输入名称或拼音首字母，如 yc"
              showSearch={{
                filterOption: labelMatches,
              }}
              options={choices.map(({ code, shortName }) => ({ value: code, label: shortName }))}
              onChange={(code: string) => {
                const unit = reference().find(({ id }) => id === code)
                const name = unit?.kind === 'create' ? unit.values['unitName'] : undefined
                if (typeof name === 'string') form.setFieldValue('unitName', name)
              }}
            />
          </Form.Item>
          <Form.Item
            name="unitName"
            label="填报单位"
            extra="印在报表上，请核对"
            rules={[{ required: true, whitespace: true, message: '请填写填报单位。' }, { max: 60 }]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="person"
            label="填报人"
            rules={[{ required: true, whitespace: true, message: '请填写填报人姓名。' }, { max: 20 }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="begin" label="从哪里开始">
            <Radio.Group style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
              <Radio value="empty">空台账（已备好地区名录）</Radio>
              <Radio value="examples">载入示例数据（先试用；示例都有标记，可一键清除）</Radio>
            </Radio.Group>
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy} block size="large">
            开始使用
          </Button>
          <Button block style={{ marginTop: 8 }} disabled={busy} onClick={onRestore}>
            从备份恢复（换电脑或接手岗位）
          </Button>
          <Button type="link" block style={{ marginTop: 8 }} onClick={onHelp}>
            先看使用手册（F1）
          </Button>
        </Form>
      </div>
    </main>
  )
}
