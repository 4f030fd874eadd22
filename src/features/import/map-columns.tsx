import { Alert, Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import { ViewSwitch } from '../../ui/view-switch'
import type { Correction } from '../../workbook/understand/found'
import { FormColumns } from './form-columns'
import { footer } from './footer'
import { MappingBar } from './mapping-bar'
import type { ImportFiles } from './use-save-file'
import type { ImportDesk, Settled } from './import-desk'
import type { ImportJob } from './import-types'
import { withPointed } from './pointing'
import { SheetTable } from './sheet-table'
import type { ImportSteps } from './use-import'
import { AmountUnit, SheetChoice, Whereto } from './whereto'

interface MapColumnsProps {
  readonly job: ImportJob
  readonly flow: ImportSteps
  readonly settled: Settled
  readonly registers: readonly Register[]
  readonly files: ImportFiles
  readonly disabled: boolean
}

/** The second step: a picture of the sheet, and above each column the field into which it goes. */
export const MapColumns = (props: MapColumnsProps) => {
  const { flow, settled, registers, disabled } = props
  const { mapping, table, ledger } = settled
  const toRemark = mapping.columns.filter(({ target }) => target.kind === 'remark')
  const point = (correction: Correction): void => flow.point(withPointed(flow.desk.pointed, correction))
  return (
    <Flex vertical gap="middle">
      <Whereto
        {...{ settled, registers, disabled }}
        onTable={flow.chooseTable}
        onRegister={flow.chooseRegister}
        onDistrict={(district) => flow.settle({ district })}
      />
      <SheetChoice {...{ settled, disabled }} onPoint={point} />
      {ledger.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      {ledger.notes.map((note) => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
      <HowUnderstood {...props} desk={flow.desk} onPoint={point} />
      <MappingBar {...props} />
      <AmountUnit {...{ settled, disabled }} onUnit={(unit) => flow.settle({ unit })} />
      {table.shape === 'form' ? (
        <FormColumns {...{ mapping, disabled }} onTarget={flow.chooseTarget} />
      ) : null}
      <Sheets {...props} onPoint={point} />
      {toRemark.length === 0 ? null : (
        <Alert
          type="info"
          showIcon
          title={`${String(toRemark.length)} ${table.shape === 'form' ? '个栏目' : '列'}没有对应的字段，内容会连同表头记入备注：${toRemark.map(({ heading }) => heading).join('、')}`}
        />
      )}
      <Flex gap="small" style={footer}>
        <Button onClick={() => flow.goTo('file')} disabled={disabled}>
          上一步
        </Button>
        <Button type="primary" autoFocus onClick={flow.check} disabled={disabled}>
          下一步
        </Button>
      </Flex>
    </Flex>
  )
}

interface PointProps {
  readonly onPoint: (correction: Correction) => void
}

/** What the sheet was taken for, and the other way to take it. */
const HowUnderstood = ({
  settled: { table, mapping },
  desk,
  flow,
  disabled,
  onPoint,
}: MapColumnsProps & PointProps & { readonly desk: ImportDesk }) => {
  const [sheet = ''] = table.sheets
  const what =
    table.shape === 'form'
      ? `把“${sheet}”${table.sheets.length > 1 ? `等 ${String(table.sheets.length)} 个工作表` : ''}读作表单（${table.because}），共 ${String(table.records)} 条。`
      : table.headingRows === 0
        ? `“${sheet}”没有表头，按内容判断各列，共 ${String(table.records)} 条。`
        : `在“${sheet}”${table.sheets.length > 1 ? `等 ${String(table.sheets.length)} 个工作表` : ''}第 ${String(table.headingRow + 1)} 行找到表头（${table.because}），共 ${String(table.records)} 条。`
  const other = table.shape === 'form' ? 'table' : 'form'
  return (
    <Flex gap="small" align="baseline" wrap>
      <Typography.Text>
        {what}
        {mapping.from === undefined ? '' : `已按“${mapping.from}”对应各列。`}
        不对的请改选；行认错了，点行号更正。
      </Typography.Text>
      <Button
        size="small"
        disabled={disabled}
        onClick={() => onPoint({ kind: 'shape', sheet, shape: other })}
      >
        {other === 'form' ? '按表单读（一表一条）' : '按表格读（一行一条）'}
      </Button>
      {desk.pointed.length === 0 ? null : (
        <Button size="small" disabled={disabled} onClick={() => flow.point([])}>
          恢复自动识别
        </Button>
      )}
    </Flex>
  )
}

const Sheets = ({ job, settled, disabled, flow, onPoint }: MapColumnsProps & PointProps) => {
  const { table } = settled
  const [chosen, setChosen] = useState<string>()
  const sheet = table.sheets.find((name) => name === chosen) ?? table.sheets[0]
  if (sheet === undefined) return null
  return (
    <Flex vertical gap="small">
      {table.sheets.length < 2 ? null : (
        <ViewSwitch label="显示的工作表" views={table.sheets} view={sheet} onView={setChosen} />
      )}
      <SheetTable
        key={`${sheet} ${String(table.index)}`}
        {...{ job, settled, sheet, disabled, onPoint }}
        onTarget={flow.chooseTarget}
      />
    </Flex>
  )
}
