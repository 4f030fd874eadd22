import { Checkbox, Flex, Form, Radio, Select, Typography } from 'antd'
import type { MoneyUnit } from '../../domain/kinds/kind'
import { referenceDistricts } from '../../domain/reference/districts'
import type { Register } from '../../domain/register'
import type { Correction } from '../../workbook/understand/found'
import type { Settled } from './import-desk'

interface WheretoProps {
  readonly settled: Settled
  readonly registers: readonly Register[]
  readonly disabled: boolean
  readonly onTable: (index: number) => void
  readonly onRegister: (register: string) => void
  readonly onDistrict: (district: string) => void
}

/** Which table goes into which register, and to which district it belongs. */
export const Whereto = ({ settled, registers, disabled, onTable, onRegister, onDistrict }: WheretoProps) => {
  const { ledger, table, register, district } = settled
  return (
    <Form layout="inline" style={{ rowGap: 8 }}>
      {ledger.tables.length < 2 ? null : (
        <Form.Item label="表格" htmlFor="import-table">
          <Select
            id="import-table"
            disabled={disabled}
            aria-label="表格"
            value={table.index}
            onChange={onTable}
            style={{ minWidth: 240, maxWidth: 360 }}
            options={ledger.tables.map(({ index, sheets, title, records }) => ({
              value: index,
              label: `${sheets[0] ?? ''}：${title}（${String(records)} 条）`,
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
          style={{ minWidth: 150 }}
          options={registers.map(({ name, title }) => ({ value: name, label: title }))}
        />
      </Form.Item>
      <Form.Item label="所属地区" htmlFor="import-district">
        <Select
          id="import-district"
          disabled={disabled}
          aria-label="所属地区"
          showSearch={{ optionFilterProp: 'label' }}
          value={district === '' ? null : district}
          placeholder="请选择"
          onChange={(value: string) => onDistrict(value)}
          style={{ minWidth: 150 }}
          options={districtOptions(district)}
        />
        {table.district === undefined ? null : (
          <Typography.Text type="secondary"> 按标题或填报单位判断</Typography.Text>
        )}
      </Form.Item>
    </Form>
  )
}

const districtOptions = (chosen: string): { value: string; label: string }[] => {
  const known = referenceDistricts.map(({ code, shortName }) => ({ value: code, label: shortName }))
  return chosen === '' || known.some(({ value }) => value === chosen)
    ? known
    : [{ value: chosen, label: chosen }, ...known]
}

interface SheetChoiceProps {
  readonly settled: Settled
  readonly disabled: boolean
  readonly onPoint: (correction: Correction) => void
}

/** Sheets that are read; hidden ones only when asked for. */
export const SheetChoice = ({ settled: { ledger }, disabled, onPoint }: SheetChoiceProps) => {
  const sheets = ledger.sheets.filter(({ rows }) => rows > 0)
  if (sheets.length < 2) return null
  return (
    <Flex gap="small" align="baseline" wrap>
      <Typography.Text>读取的工作表：</Typography.Text>
      {sheets.map(({ name, hidden, tables }) => (
        <Checkbox
          key={name}
          disabled={disabled}
          checked={tables.length > 0}
          onChange={({ target }) => onPoint({ kind: 'sheet', sheet: name, use: target.checked })}
        >
          {name}
          {hidden ? '（隐藏）' : ''}
        </Checkbox>
      ))}
    </Flex>
  )
}

const units: readonly MoneyUnit[] = ['元', '万元', '亿元']

interface AmountUnitProps {
  readonly settled: Settled
  readonly disabled: boolean
  readonly onUnit: (unit: MoneyUnit) => void
}

/** Amounts without any unit are the mistake that nobody sees afterwards; so the app asks. */
export const AmountUnit = ({ settled, disabled, onUnit }: AmountUnitProps) => {
  const { register, mapping, table, unit } = settled
  const amounts = mapping.columns.filter(
    ({ target, unit: own }) =>
      target.kind === 'field' && register.fields[target.field]?.kind === 'money' && own === undefined,
  )
  if (amounts.length === 0 || table.unit !== undefined) return null
  return (
    <Flex gap="middle" align="baseline" wrap>
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
