import { Alert, Button, Flex, Steps } from 'antd'
import { useDeferredValue, useEffect } from 'react'
import type { Register } from '../../domain/register'
import type { Settings } from '../../storage/store'
import { Page } from '../../ui/page'
import { usePastedTable } from '../../ui/use-pasted-table'
import { BusyNotice } from './busy-notice'
import { CheckRows } from './check-rows'
import { ChooseFile } from './choose-file'
import { ImportDone } from './import-done'
import { ImportHistory } from './import-history'
import type { ImportJob, PlanView } from './import-types'
import { MapColumns } from './map-columns'
import type { ImportStep, Settled } from './import-desk'
import { type ImportSteps, useImport } from './use-import'
import type { ImportFiles } from './use-save-file'

export interface PastedTable {
  /** Where it was pasted into the list of one. */
  readonly register?: string
  readonly text: string
}

export interface ImportPageProps {
  readonly job: ImportJob
  readonly registers: readonly Register[]
  readonly files: ImportFiles
  /** A block of cells that was pasted elsewhere. */
  readonly pasted: PastedTable | undefined
  readonly onPastedTaken: () => void
  /** Code of 当前地区; undefined while all districts are shown. */
  readonly district: string | undefined
  readonly settings: Settings
  readonly onShowRecords: (register: string, batch: string) => void
  /** Ends the worker and starts another. */
  readonly onCancel: () => void
}

const steps: readonly { readonly key: ImportStep; readonly title: string }[] = [
  { key: 'file', title: '选择文件' },
  { key: 'columns', title: '对应列' },
  { key: 'check', title: '核对' },
  { key: 'done', title: '完成' },
]

/** 导入: a ledger of any office becomes records, in four steps and one batch that can be taken back. */
export const ImportPage = (props: ImportPageProps) => {
  const { job, registers, district, settings, onCancel } = props
  const flow = useImport({ job, registers, district: district ?? settings.homeDistrict, onCancel })
  const { desk, task } = flow
  // A step is a screen of its own: it is drawn bit by bit, and the window goes on answering meanwhile.
  const step = useDeferredValue(desk.step)
  usePasted(props, flow)
  return (
    <Page title="导入">
      <Flex vertical gap="middle">
        <Steps
          size="small"
          current={steps.findIndex(({ key }) => key === step)}
          items={steps.map(({ key, title }) => ({ key, title }))}
        />
        <Refusals flow={flow} />
        {task.running === undefined ? null : (
          <BusyNotice
            key={task.running}
            what={task.running}
            stage={flow.stage}
            onCancel={desk.committing ? undefined : flow.cancel}
          />
        )}
        <CurrentStep {...props} flow={flow} step={step} />
      </Flex>
    </Page>
  )
}

interface FlowProps extends ImportPageProps {
  readonly flow: ImportSteps
}

/** Where no file was opened yet, or another one was refused, the way out stands beside the reason. */
const Refusals = ({ flow }: Pick<FlowProps, 'flow'>) => {
  const { desk, task } = flow
  const { refusal } = desk
  const counting = refusal?.counting
  return (
    <>
      {refusal === undefined ? null : (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={refusal.message}
          description={refusal.advice}
          action={
            counting === undefined ? undefined : (
              <Button disabled={task.running !== undefined} onClick={() => flow.readAsRows(counting)}>
                按明细读取
              </Button>
            )
          }
        />
      )}
      {task.fault === undefined ? null : (
        <Alert
          role="alert"
          type="error"
          showIcon
          title="没有完成，也没有导入任何内容：程序内部出错。"
          description={`请再试一次；若仍不行，请把这行字告诉维护人员：${task.fault}`}
        />
      )}
    </>
  )
}

interface StepProps extends FlowProps {
  readonly step: ImportStep
}

const CurrentStep = (props: StepProps) => {
  const { job, flow, files, registers, step, onShowRecords } = props
  const { settled, plan } = flow.desk
  // While the next step is being drawn, the one before is only to be looked at.
  const disabled = isBusy(flow) || step !== flow.desk.step
  if (step === 'file' || settled === undefined) {
    const openFile = () => files.openFile({ kind: 'ledger', title: '选择要导入的台账' })
    return (
      <Flex vertical gap="large">
        <ChooseFile
          {...{ job, files, registers, disabled }}
          onChoose={() => flow.take(openFile)}
          onDropped={flow.take}
        />
        <ImportHistory {...{ job, registers, onShowRecords }} />
      </Flex>
    )
  }
  if (step === 'columns' || plan === undefined) {
    return <MapColumns {...{ job, flow, settled, registers, files, disabled }} />
  }
  return <LastSteps {...props} settled={settled} plan={plan} disabled={disabled} />
}

/** Cells that were pasted, here or into a list, are a ledger like any other. */
const usePasted = ({ pasted, onPastedTaken }: ImportPageProps, flow: ImportSteps): void => {
  const { take, desk } = flow
  const isFree = desk.step === 'file' && !isBusy(flow)
  usePastedTable(isFree ? (text) => take(() => Promise.resolve(asFile(text))) : undefined)
  useEffect(() => {
    if (pasted === undefined) return
    take(() => Promise.resolve(asFile(pasted.text)), pasted.register)
    onPastedTaken()
  }, [pasted, take, onPastedTaken])
}

const asFile = (text: string) => ({
  status: 'opened' as const,
  name: '粘贴的内容.txt',
  bytes: new TextEncoder().encode(text),
})

const isBusy = ({ desk, task }: ImportSteps): boolean => task.running !== undefined || desk.committing

interface LastStepsProps extends StepProps {
  readonly settled: Settled
  readonly plan: PlanView
  readonly disabled: boolean
}

const LastSteps = (props: LastStepsProps) => {
  const { job, registers, flow, files, settled, plan, step, disabled, onShowRecords } = props
  const { outcome } = flow.desk
  if (step === 'done' && outcome !== undefined) {
    return (
      <ImportDone
        file={settled.ledger.name}
        outcome={outcome}
        plan={plan}
        register={settled.register}
        registers={registers}
        rest={settled.ledger.tables.filter(({ index }) => !flow.desk.finished.includes(index))}
        onShowRecords={() => onShowRecords(settled.register.name, outcome.batch)}
        onRest={flow.check}
        onTable={flow.chooseTable}
        onAgain={() => flow.goTo('file')}
      />
    )
  }
  return (
    <CheckRows
      {...{ job, flow, registers, files, plan, disabled }}
      register={settled.register}
      signed={settled.table.signed}
    />
  )
}
