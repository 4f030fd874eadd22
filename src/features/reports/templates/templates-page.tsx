import { App, Button, Checkbox, Empty, Flex, Input, Select, Space } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { Register } from '../../../domain/register'
import { periodTypes } from '../../../domain/period'
import { tellSaved } from '../../../ui/export-notice'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { useWork } from '../../../ui/use-work'
import { Working } from '../../../ui/working'
import { PeriodPicker } from '../period-picker'
import { ProfileSelect } from '../profile-select'
import { optionsOf } from '../report-options'
import { type Choice, emptyChoice, useReportState } from '../report-state'
import type { ReportsPageProps } from '../reports-props'
import { MatchTemplate } from './match-template'
import type { NewTemplate, SavedTemplate, TemplateFault, TemplateView, Unlisted } from './template-types'
import { exportedFor } from '../use-report'

interface TemplatesPageProps extends ReportsPageProps {
  readonly onBack: () => void
}

/** A template that is being looked at, before it is saved. */
interface Opened {
  readonly bytes: Uint8Array
  readonly view: TemplateView
}

/** 按上级模板填报: templates of the superior, saved once and filled for every period. */
export const TemplatesPage = (props: TemplatesPageProps) => {
  const { templating, files, onBack } = props
  const notices = useNotices()
  const { saved, refresh } = useTemplates(props)
  const [opened, setOpened] = useState<Opened>()
  const work = useWork()
  const tell = useCallback(
    ({ message, advice }: Omit<TemplateFault, 'ok'>): void => notices.failed(message, advice),
    [notices],
  )
  const choose = async (): Promise<void> => {
    const file = await files.openFile({ kind: 'workbook', title: '选择上级模板' })
    if (file.status === 'cancelled') return
    if (file.status === 'failed') {
      tell(file)
      return
    }
    const answer = await work.run(() => templating.openTemplate(file.bytes, file.name, {}))
    if (answer.ok) setOpened({ bytes: file.bytes, view: answer })
    else tell(answer)
  }
  const save = async (template: NewTemplate): Promise<boolean> => {
    const answer = await templating.saveTemplate(template)
    if (!answer.ok) {
      tell(answer)
      return false
    }
    setOpened(undefined)
    await refresh()
    notices.done(`已保存模板“${template.name.trim()}”`)
    return true
  }
  return (
    <Page
      title="按上级模板填报"
      help="选上级发来的 .xlsx 模板，对好各列并保存一次；以后每期选所属期就能填好。模板原有的公式、下拉、图片、打印设置和其他工作表都保留。"
      actions={
        <Space wrap>
          <Button onClick={onBack}>返回报表</Button>
          <Button type="primary" disabled={work.busy} onClick={() => void choose()}>
            选择模板文件
          </Button>
        </Space>
      }
    >
      {work.slow && <Working text="正在读取模板…" onCancel={props.onCancelWork} />}
      {opened === undefined ? (
        <SavedTemplates {...props} {...{ saved, refresh }} />
      ) : (
        <MatchTemplate
          key={opened.view.fileName}
          {...opened}
          {...{ templating, save }}
          registers={props.registers}
          onFault={tell}
          onCancel={() => setOpened(undefined)}
        />
      )}
    </Page>
  )
}

const useTemplates = ({ templating }: TemplatesPageProps) => {
  const notices = useNotices()
  const [saved, setSaved] = useState<readonly SavedTemplate[]>()
  const refresh = useCallback(
    () =>
      templating.templates().then(setSaved, () => {
        setSaved([])
        notices.failed('没有读出已保存的模板。', '请再打开一次这一页；若仍不行，请重新启动本程序。')
      }),
    [templating, notices],
  )
  useEffect(() => void refresh(), [refresh])
  return { saved, refresh }
}

interface SavedProps extends TemplatesPageProps {
  readonly saved: readonly SavedTemplate[] | undefined
  readonly refresh: () => Promise<void>
}

const SavedTemplates = (props: SavedProps) => {
  const { saved, refresh, templating, registers } = props
  const notices = useNotices()
  const { modal } = App.useApp()
  const drop = async (name: string): Promise<void> => {
    const isSure = await modal.confirm({
      title: `删除模板“${name}”？`,
      content: '只删除模板和它的列对应，台账记录和已填好的文件不受影响。删除后不能撤销。',
      okText: '删除模板',
      cancelText: '取消',
    })
    if (!isSure) return
    await templating.dropTemplate(name)
    await refresh()
  }
  const rename = async (name: string, to: string): Promise<void> => {
    if (to.trim() === name) return
    const answer = await templating.renameTemplate(name, to)
    if (!answer.ok) notices.failed(answer.message, answer.advice)
    await refresh()
  }
  if (saved === undefined) return null
  if (saved.length === 0)
    return <Empty description="还没有保存的模板。点“选择模板文件”，选上级发来的 .xlsx 表格。" />
  return (
    <Flex vertical gap="middle">
      <FillTemplate {...props} saved={saved} />
      <ul className="report-list" aria-label="已保存的模板">
        {saved.map((template) => (
          <li key={template.hash + template.name} className="panel report-card">
            <div>
              <strong>{template.name}</strong>
              <div className="soft">{`${titleOf(registers, template.register)} · 工作表“${template.sheet}” · ${template.fileName}`}</div>
            </div>
            <Space>
              <RenameTemplate name={template.name} onRename={(to) => void rename(template.name, to)} />
              <Button
                danger
                aria-label={`删除模板 ${template.name}`}
                onClick={() => void drop(template.name)}
              >
                删除
              </Button>
            </Space>
          </li>
        ))}
      </ul>
    </Flex>
  )
}

const titleOf = (registers: readonly Register[], name: string): string =>
  registers.find((register) => register.name === name)?.title ?? name

const RenameTemplate = ({
  name,
  onRename,
}: {
  readonly name: string
  readonly onRename: (to: string) => void
}) => {
  const [next, setNext] = useState<string>()
  if (next === undefined)
    return (
      <Button aria-label={`改名 ${name}`} onClick={() => setNext(name)}>
        改名
      </Button>
    )
  const settle = (): void => {
    setNext(undefined)
    onRename(next)
  }
  return (
    <Space>
      <Input
        aria-label="新的模板名称"
        autoFocus
        maxLength={60}
        value={next}
        onChange={({ target }) => setNext(target.value)}
        onPressEnter={({ nativeEvent }) => {
          if (!nativeEvent.isComposing) settle()
        }}
      />
      <Button onClick={settle}>保存名称</Button>
      <Button onClick={() => setNext(undefined)}>取消</Button>
    </Space>
  )
}

/** Contents that are named of one column. */
const mostNamed = 5

/** Which template, for which period: and the way to the file. */
const FillTemplate = (props: TemplatesPageProps & { readonly saved: readonly SavedTemplate[] }) => {
  const { saved, templating, files, today, districtName } = props
  const notices = useNotices()
  const { modal } = App.useApp()
  const { choices, choose } = useReportState()
  const choice = choices.templates ?? emptyChoice('月', today)
  const [name, setName] = useState<string>()
  const [isValid, setIsValid] = useState(true)
  const work = useWork()
  const chosen = saved.find((template) => template.name === name) ?? saved[0]
  const change = (changed: Partial<Choice>): void => choose('templates', { ...choice, ...changed })
  const fill = async (): Promise<void> => {
    if (chosen === undefined) return
    const options = optionsOf(props, choice)
    const made = await work.run(() => templating.fillTemplate(chosen.name, options))
    if (!made.ok) {
      notices.failed(made.message, made.advice)
      return
    }
    const { records, leftOut, unlisted, bytes, fileName } = made
    if (records === 0 && !(await isEmptyWanted(leftOut))) return
    if (unlisted.length > 0 && !(await areOthersWanted(unlisted))) return
    tellSaved(
      notices,
      await files.saveFile({
        ...{ kind: 'workbook', suggestedName: fileName, bytes },
        exported: { what: `上级模板：${chosen.name}`, records, ...exportedFor(options) },
      }),
      files,
      `已填报 ${String(records)} 行${leftOut === 0 ? '' : `（另有 ${String(leftOut)} 条未审核，没有列入）`}，存为`,
    )
  }
  const isEmptyWanted = async (leftOut: number): Promise<boolean> =>
    modal.confirm({
      title: '本期没有可填的记录，仍要生成空表吗？',
      content:
        leftOut === 0 ? '请先核对所属期和当前地区。' : `有 ${String(leftOut)} 条还没有审核，没有列入。`,
      okText: '生成空表',
      cancelText: '取消',
    })
  const areOthersWanted = async (unlisted: readonly Unlisted[]): Promise<boolean> =>
    modal.confirm({
      title: '有些内容不在模板的下拉选项里',
      content: (
        <>
          {unlisted.map(({ heading, texts }) => (
            <p key={heading}>
              {`“${heading}”：${texts.slice(0, mostNamed).join('、')}${texts.length > mostNamed ? ` 等 ${String(texts.length)} 种` : ''}`}
            </p>
          ))}
          <p>可以照原样填入，再在文件里改选；也可以先改记录再填报。</p>
        </>
      ),
      okText: '照原样填入',
      cancelText: '取消',
    })
  return (
    <section className="panel" aria-label="填报">
      <Space wrap size={[20, 10]}>
        <label className="inline">
          模板
          <Select
            aria-label="模板"
            style={{ width: 260 }}
            value={chosen?.name}
            options={saved.map((template) => ({ value: template.name }))}
            onChange={setName}
          />
        </label>
        <PeriodPicker
          today={today}
          periods={periodTypes}
          period={choice.period}
          onChange={(period) => change({ period })}
          onValid={setIsValid}
        />
        <span>{`当前地区：${districtName}`}</span>
        <ProfileSelect
          profiles={props.profiles}
          chosen={choice.profile}
          onChange={(profile) => change({ profile })}
        />
        <Checkbox checked={choice.samples} onChange={({ target }) => change({ samples: target.checked })}>
          含示例数据
        </Checkbox>
        <Button type="primary" disabled={!isValid || work.busy} onClick={() => void fill()}>
          填报
        </Button>
      </Space>
      {work.slow && <Working text="正在填报…" onCancel={props.onCancelWork} />}
    </section>
  )
}
