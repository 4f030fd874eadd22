import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { dueReports, type DueRule, type DueType, dueTypes, usualDue } from '../../../reports/due'

interface DueRulesDialogProps {
  readonly rules: readonly DueRule[]
  readonly onKeep: (rules: readonly DueRule[]) => void
  readonly onCancel: () => void
}

const never = '不报'

/** 设置应报报表: how often each report is handed in, if at all. */
export const DueRulesDialog = ({ rules, onKeep, onCancel }: DueRulesDialogProps) => {
  const [chosen, setChosen] = useState(rules)
  const choose = (code: string, type: DueType | typeof never): void => {
    const others = new Map(chosen.map((rule) => [rule.code, rule.type]))
    if (type === never) others.delete(code)
    else others.set(code, type)
    // In the order of the reports, however they were chosen.
    setChosen(
      dueReports.flatMap(({ code: one }) => {
        const own = others.get(one)
        return own === undefined ? [] : [{ code: one, type: own }]
      }),
    )
  }
  return (
    <Modal
      open
      centered
      title="设置应报报表"
      okText="保存"
      cancelText="取消"
      onOk={() => onKeep(chosen)}
      onCancel={onCancel}
      styles={{ body: { maxHeight: 'calc(100vh - 240px)', overflow: 'auto' } }}
    >
      <p className="soft">
        报送包里的报表随包报送，不用再单独设。
        <Button type="link" size="small" onClick={() => setChosen(usualDue)}>
          恢复为建议
        </Button>
      </p>
      <ul className="due-rules" aria-label="应报报表">
        {dueReports.map(({ code, title, periods }) => (
          <li key={code}>
            <span>{/^R\d/u.test(code) ? `${code} ${title}` : title}</span>
            <Select<DueType | typeof never>
              aria-label={`${code} 多久报一次`}
              style={{ width: 100 }}
              value={chosen.find((rule) => rule.code === code)?.type ?? never}
              options={[never, ...dueTypes.filter((type) => periods.includes(type))].map((value) => ({
                value,
                label: value === never ? never : `每${value}`,
              }))}
              onChange={(type) => choose(code, type)}
            />
          </li>
        ))}
      </ul>
    </Modal>
  )
}
