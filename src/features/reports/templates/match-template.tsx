import { Alert, Button, Flex, Input, InputNumber, Select, Space, Typography } from 'antd'
import { useState } from 'react'
import type { Register } from '../../../domain/register'
import { columnName } from '../../../workbook/grid'
import type {
  NewTemplate,
  TemplateChoice,
  TemplateColumn,
  TemplateFault,
  TemplateJob,
  TemplateView,
} from './template-types'

interface MatchTemplateProps {
  readonly bytes: Uint8Array
  readonly view: TemplateView
  readonly templating: TemplateJob
  readonly registers: readonly Register[]
  readonly save: (template: NewTemplate) => Promise<boolean>
  readonly onFault: (fault: TemplateFault) => void
  readonly onCancel: () => void
}

/** What was found in a template: where its heading is, which register fills it, what goes into each column. */
export const MatchTemplate = (props: MatchTemplateProps) => {
  const { bytes, templating, registers, save, onFault, onCancel } = props
  const [view, setView] = useState(props.view)
  const [targets, setTargets] = useState<Readonly<Record<string, string>>>({})
  const [name, setName] = useState(props.view.fileName.replace(/\.\w+$/u, '').slice(0, 60))
  const [busy, setBusy] = useState(false)
  const look = async (changed: TemplateChoice): Promise<void> => {
    setBusy(true)
    const answer = await templating.openTemplate(bytes, view.fileName, changed)
    setBusy(false)
    if (!answer.ok) {
      onFault(answer)
      return
    }
    setTargets({})
    setView(answer)
  }
  const { sheet, headingRow, headingRows, register, columns } = view
  const keep = async (): Promise<void> => {
    setBusy(true)
    const chosen = Object.fromEntries(columns.map(({ column, key }) => [column, targets[column] ?? key]))
    await save({
      name,
      fileName: view.fileName,
      bytes,
      sheet,
      headingRow,
      headingRows,
      register,
      targets: chosen,
    })
    setBusy(false)
  }
  const filled = columns.filter(
    ({ column, key, isFormula }) => !isFormula && (targets[column] ?? key) !== 'ignore',
  )
  return (
    <Flex vertical gap="middle">
      <section className="panel" aria-label="模板的表头">
        <Space wrap size={[20, 10]}>
          <label className="inline">
            工作表
            <Select
              aria-label="工作表"
              style={{ width: 180 }}
              disabled={busy}
              value={sheet}
              options={view.sheets.map((value) => ({ value }))}
              onChange={(next) => void look({ sheet: next, register })}
            />
          </label>
          <label className="inline">
            表头从第
            <InputNumber
              aria-label="表头从第几行"
              style={{ width: 70 }}
              min={1}
              max={1000}
              disabled={busy}
              value={headingRow + 1}
              onChange={(next) => {
                if (next !== null) void look({ sheet, headingRow: next - 1, headingRows, register })
              }}
            />
            行起，共
            <Select
              aria-label="表头行数"
              style={{ width: 70 }}
              disabled={busy}
              value={headingRows}
              options={[1, 2, 3].map((value) => ({ value, label: `${String(value)} 行` }))}
              onChange={(next) => void look({ sheet, headingRow, headingRows: next, register })}
            />
          </label>
          <label className="inline">
            数据取自
            <Select
              aria-label="数据取自"
              style={{ width: 150 }}
              disabled={busy}
              value={register}
              options={registers.map(({ name: value, title }) => ({ value, label: title }))}
              onChange={(next) => void look({ sheet, headingRow, headingRows, register: next })}
            />
          </label>
        </Space>
      </section>
      <WhatWasFound view={view} />
      <ColumnTable
        {...{ columns, targets, view, busy }}
        onTarget={(column, key) => setTargets({ ...targets, [column]: key })}
      />
      <Space wrap>
        <label className="inline">
          模板名称
          <Input
            aria-label="模板名称"
            style={{ width: 320 }}
            maxLength={60}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <Button
          type="primary"
          disabled={busy || name.trim() === '' || filled.length === 0}
          onClick={() => void keep()}
        >
          保存模板
        </Button>
        <Button disabled={busy} onClick={onCancel}>
          取消
        </Button>
        {filled.length === 0 && <Typography.Text type="danger">至少要有一列对应字段。</Typography.Text>}
      </Space>
    </Flex>
  )
}

const WhatWasFound = ({ view }: { readonly view: TemplateView }) => {
  const { sheet, headingRow, headingRows, first, last, examples, singles, unknown, twins } = view
  const rows =
    first === last ? `第 ${String(first + 1)} 行` : `第 ${String(first + 1)}—${String(last + 1)} 行`
  return (
    <Flex vertical gap="small">
      <Typography.Text>
        {`从${rows}填起，记录多于预留的行时，按第 ${String(first + 1)} 行的格式插入新行，下面的合计和签字行顺延。`}
        {singles.length === 0 ? '' : `单个填空也会填：${singles.join('、')}。`}
      </Typography.Text>
      {examples > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`其中 ${String(examples)} 行已有内容，会看作填写示例，填报时被替换。`}
        />
      )}
      {twins.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`同样的表头还有：${twins.join('、')}。现在只填工作表“${sheet}”第 ${String(headingRow + headingRows)} 行表头下面的。`}
          description="要填另一处，请在上面改“工作表”或“表头从第几行”；几处都要填时，请各存成一个模板，分别填报。"
        />
      )}
      {unknown.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`不认识的填空：${unknown.map((name) => `{{${name}}}`).join('、')}，会原样留着，请填好后手工补写。`}
        />
      )}
    </Flex>
  )
}

interface ColumnTableProps {
  readonly columns: readonly TemplateColumn[]
  readonly targets: Readonly<Record<string, string>>
  readonly view: TemplateView
  readonly busy: boolean
  readonly onTarget: (column: number, key: string) => void
}

const ColumnTable = ({ columns, targets, view, busy, onTarget }: ColumnTableProps) => (
  <table className="template-columns" aria-label="各列对应">
    <thead>
      <tr>
        <th scope="col">列</th>
        <th scope="col">模板表头</th>
        <th scope="col">填什么</th>
        <th scope="col">依据</th>
      </tr>
    </thead>
    <tbody>
      {columns.map(({ column, heading, key, because, isFormula }) => (
        <tr key={column}>
          <td>{columnName(column)}</td>
          <td>{heading}</td>
          <td>
            {isFormula ? (
              '公式（保留，逐行带下去）'
            ) : (
              <Select
                aria-label={`${heading} 填什么`}
                style={{ width: 300 }}
                disabled={busy}
                showSearch={{ optionFilterProp: 'label' }}
                value={targets[column] ?? key}
                options={view.targets.map((target) => ({ value: target.key, label: target.label }))}
                onChange={(next) => onTarget(column, next)}
              />
            )}
          </td>
          <td className="soft">{isFormula ? '' : targets[column] === undefined ? because : '由您选择'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
