import { Alert, Button, Flex, Form, Radio, Select, Typography } from 'antd'
import type { MoneyUnit } from '../../domain/kinds/kind'
import { referenceDistricts } from '../../domain/reference/districts'
import type { Register } from '../../domain/register'
import { columnName } from '../../workbook/grid'
import { targetKey } from '../../workbook/columns'
import { footer } from './footer'
import type { Settled } from './import-desk'
import type { ColumnView, MappingView } from './import-types'

interface MapColumnsProps {
  readonly settled: Settled
  readonly registers: readonly Register[]
  readonly disabled: boolean
  readonly onTable: (index: number) => void
  readonly onRegister: (register: string) => void
  readonly onTarget: (column: number, key: string) => void
  readonly onDistrict: (district: string) => void
  readonly onUnit: (unit: MoneyUnit) => void
  readonly onBack: () => void
  readonly onNext: () => void
}

/** The second step: a picture of the sheet, and above each column the field into which it goes. */
export const MapColumns = (props: MapColumnsProps) => {
  const { settled, disabled, onBack, onNext } = props
  const { mapping, table, ledger } = settled
  const toRemark = mapping.columns.filter(({ target }) => target.kind === 'remark')
  return (
    <Flex vertical gap="middle">
      <Whereto {...props} />
      {ledger.notes.map((note) => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
      <Typography.Text>
        在“{table.sheet}”第 {table.headingRow + 1} 行找到表头，下面有 {table.dataRows}{' '}
        行数据。每列已选好对应的字段，不对的请改选。
      </Typography.Text>
      <AmountUnit {...props} />
      <SheetPicture {...props} />
      {toRemark.length === 0 ? null : (
        <Alert
          type="info"
          showIcon
          title={`${String(toRemark.length)} 列没有对应的字段，内容会连同表头记入备注：${toRemark.map(({ heading }) => heading).join('、')}`}
        />
      )}
      <Flex gap="small" style={footer}>
        <Button onClick={onBack} disabled={disabled}>
          上一步
        </Button>
        <Button type="primary" autoFocus onClick={onNext} disabled={disabled}>
          下一步
        </Button>
      </Flex>
    </Flex>
  )
}

const Whereto = ({ settled, registers, disabled, onTable, onRegister, onDistrict }: MapColumnsProps) => {
  const { ledger, table, register, district } = settled
  return (
    <Form layout="inline">
      {ledger.tables.length < 2 ? null : (
        <Form.Item label="工作表" htmlFor="import-table">
          <Select
            id="import-table"
            disabled={disabled}
            aria-label="工作表"
            value={table.index}
            onChange={onTable}
            style={{ minWidth: 220 }}
            options={ledger.tables.map(({ index, sheet, title, dataRows }) => ({
              value: index,
              label: `${sheet}：${title}（${String(dataRows)} 行）`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item label="导入到" htmlFor="import-register">
        <Select
          id="import-register"
          disabled={disabled}
          aria-label="导入到"
          value={register.name}
          onChange={onRegister}
          style={{ minWidth: 160 }}
          options={registers.map(({ name, title }) => ({ value: name, label: title }))}
        />
      </Form.Item>
      <Form.Item
        label="所属地区"
        htmlFor="import-district"
        extra={table.district === undefined ? undefined : '按台账的标题或填报单位判断'}
      >
        <Select
          id="import-district"
          disabled={disabled}
          aria-label="所属地区"
          showSearch={{ optionFilterProp: 'label' }}
          value={district === '' ? null : district}
          placeholder="请选择"
          onChange={(value: string) => onDistrict(value)}
          style={{ minWidth: 160 }}
          options={districtOptions(district)}
        />
      </Form.Item>
    </Form>
  )
}

const units: readonly MoneyUnit[] = ['元', '万元', '亿元']

/** Amounts without any unit are the mistake that nobody sees afterwards; so the app asks. */
const AmountUnit = ({ settled, disabled, onUnit }: MapColumnsProps) => {
  const { register, mapping, table, unit } = settled
  const { fields } = register
  const amounts = mapping.columns.filter(
    ({ target, unit: own }) =>
      target.kind === 'field' && fields[target.field]?.kind === 'money' && own === undefined,
  )
  if (amounts.length === 0 || table.unit !== undefined) return null
  return (
    <Flex vertical gap={4}>
      <Typography.Text>
        台账没有注明“{amounts.map(({ heading }) => heading).join('、')}
        ”的单位。单元格里写了“元”“万元”的按所写读取，其余按：
      </Typography.Text>
      <Radio.Group
        aria-label="金额单位"
        disabled={disabled}
        value={unit}
        onChange={({ target }) => onUnit(units.find((known) => known === target.value) ?? '万元')}
        options={units.map((value) => ({ value, label: value }))}
      />
    </Flex>
  )
}

const districtOptions = (chosen: string): { value: string; label: string }[] => {
  const known = referenceDistricts.map(({ code, shortName }) => ({ value: code, label: shortName }))
  return chosen === '' || known.some(({ value }) => value === chosen)
    ? known
    : [{ value: chosen, label: chosen }, ...known]
}

const cell = { border: '1px solid #d9d9d9', padding: '4px 8px', minWidth: 140, maxWidth: 260 } as const

/** A table of the sheet itself, so that it looks like the ledger on the desk. */
const SheetPicture = ({ settled: { table, mapping }, disabled, onTarget }: MapColumnsProps) => {
  const rows = Math.max(0, ...mapping.columns.map(({ samples }) => samples.length))
  return (
    <div role="region" aria-label="台账的表头和前几行" tabIndex={0} style={{ overflowX: 'auto' }}>
      <table style={{ borderCollapse: 'collapse' }}>
        <caption style={{ textAlign: 'left', captionSide: 'top' }}>{table.title}</caption>
        <thead>
          <tr>
            {mapping.columns.map((column) => (
              <th key={column.column} scope="col" style={{ ...cell, textAlign: 'left' }}>
                <Typography.Text type="secondary">{columnName(column.column)} 列 </Typography.Text>
                {column.heading}
              </th>
            ))}
          </tr>
          <tr>
            {mapping.columns.map((column) => (
              <td key={column.column} style={{ ...cell, verticalAlign: 'top' }}>
                <TargetSelect column={column} mapping={mapping} disabled={disabled} onTarget={onTarget} />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {mapping.columns.map(({ column, samples }) => (
                <td
                  key={column}
                  style={{
                    ...cell,
                    overflow: 'hidden',
                    textOverflow: 'ellipsis',
                    whiteSpace: 'nowrap',
                  }}
                >
                  {samples[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface TargetSelectProps extends Pick<MapColumnsProps, 'disabled' | 'onTarget'> {
  readonly mapping: MappingView
  readonly column: ColumnView
}

const TargetSelect = ({ column, mapping, disabled, onTarget }: TargetSelectProps) => (
  <Flex vertical gap={2}>
    <Select
      aria-label={`${column.heading} 对应`}
      size="small"
      disabled={disabled}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={280}
      value={targetKey(column.target)}
      onChange={(key) => onTarget(column.column, key)}
      options={mapping.targets.map(({ key, label }) => ({ value: key, label }))}
    />
    <Typography.Text type="secondary" style={{ fontSize: 12 }}>
      {column.because}
    </Typography.Text>
  </Flex>
)
