import { Button, Space, Tabs } from 'antd'
import { useState } from 'react'
import { canRepeat, type DuplicatePair } from '../../domain/duplicates'
import { showNumber } from '../../domain/kinds/number'
import { labelOf, type Register } from '../../domain/register'
import type { Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { ViewSwitch } from '../../ui/view-switch'
import { Working } from '../../ui/working'
import './clean.css'
import { MergeDialog } from './merge-dialog'
import { OtherNames, type SaidNames } from './other-names'
import { useDuplicates } from './use-duplicates'

interface CleanPageProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly said: SaidNames
  readonly onOpen: (register: string, id: string) => void
  /** Opens the form of a record at a field. */
  readonly onEdit: (register: string, id: string, field: string) => void
}

const views = ['可能重复', '名称对照'] as const
const help = {
  pairs:
    '名称、统一社会信用代码或电话相近，可能登记了两次的记录。合并后，引用它们的记录都改为引用保留的一条。',
  names:
    '导入、表格编辑和查找遇到这些名称时，都认作右边的机构或专家。名称写在记录的简称、曾用名里，多个用顿号隔开；合并重复时，被合并的名称自动记下。导入时认定的“这个名称就是那一条”也列在这里，可以取消。',
}

/** A pair is read, not skimmed: of very many the next ones come when they are asked for. */
const atOnce = 40

/** 重复核对: records that may be the same, beside each other; merged, or said to be two. */
export const CleanPage = ({ store, registers, said, onOpen, onEdit }: CleanPageProps) => {
  const looked = registers.filter((register) => register.codePrefix !== undefined && canRepeat(register))
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const [most, setMost] = useState(atOnce)
  const [merging, setMerging] = useState<DuplicatePair | undefined>(undefined)
  const notices = useNotices()
  const wanted = looked.map((one) => one.name).join(' ')
  const { found, progress, isCalledOff, callOff, goOn } = useDuplicates(store, wanted)
  /** Until one is chosen: the first in which there is something. */
  const register =
    looked.find((one) => one.name === chosen) ??
    looked.find((one) => (found[one.name]?.total ?? 0) > 0) ??
    looked[0]
  const name = register?.name ?? ''
  const [view, setView] = useState<string>(views[0])
  const isNames = view === views[1]
  const now = found[name]
  const tellApart = async ({ a, b }: DuplicatePair): Promise<void> => {
    await store.tellApart(a.id, b.id)
    notices.done('已记住这两条不是重复')
  }
  return (
    <Page
      title="重复核对"
      extra={<ViewSwitch views={views} view={view} onView={setView} />}
      help={isNames ? help.names : help.pairs}
    >
      {!isNames && (
        <Tabs
          activeKey={name}
          items={looked.map((one) => ({
            key: one.name,
            label: `${one.title}（${found[one.name] === undefined ? '…' : showNumber(found[one.name]?.total ?? 0)}）`,
          }))}
          onChange={(next) => {
            setChosen(next)
            setMost(atOnce)
          }}
        />
      )}
      {!isNames && progress !== undefined && (
        <Working
          text={`正在核对${looked.find((one) => one.name === progress.register)?.title ?? ''} ${showNumber(progress.done)} / ${showNumber(progress.total)} 条……`}
          onCancel={callOff}
        />
      )}
      {isNames ? (
        <OtherNames {...{ store, registers, said, onOpen, onEdit }} />
      ) : register !== undefined && now !== undefined && now.pairs.length > 0 ? (
        <ul className="pairs" aria-label={`可能重复的${register.title}`}>
          {now.pairs.slice(0, most).map((pair) => (
            <li key={`${pair.a.id} ${pair.b.id}`}>
              <div className="pair-names">
                {[pair.a, pair.b].map((record) => (
                  <div key={record.id} className="pair-name">
                    <Button
                      type="link"
                      size="small"
                      className="link"
                      onClick={() => onOpen(register.name, record.id)}
                    >
                      {`${labelOf(register, record)} ${record.code}`}
                    </Button>
                    <span className="soft">{now.details[record.id]}</span>
                  </div>
                ))}
              </div>
              <span className="tag attention">{pair.reasons.join('、')}</span>
              <Space>
                <Button size="small" type="primary" onClick={() => setMerging(pair)}>
                  核对合并
                </Button>
                <Button size="small" onClick={() => void tellApart(pair)}>
                  不是重复
                </Button>
              </Space>
            </li>
          ))}
          {now.pairs.length > most && (
            <li>
              <Button block onClick={() => setMost(most + atOnce)}>
                {`显示更多（还有 ${showNumber(now.pairs.length - most)} 对）`}
              </Button>
            </li>
          )}
        </ul>
      ) : (
        <div className="table">
          <div className="table-empty" role="note">
            {now !== undefined ? (
              `没有发现可能重复的${register?.title ?? ''}。`
            ) : isCalledOff ? (
              <Space>
                {`${register?.title ?? ''}还没有核对完。`}
                <Button onClick={goOn}>继续核对</Button>
              </Space>
            ) : (
              '正在核对……'
            )}
          </div>
        </div>
      )}
      {!isNames && now !== undefined && now.total > now.pairs.length && (
        <p className="soft">{`先列出 ${showNumber(now.pairs.length)} 对，共 ${showNumber(now.total)} 对；处理后会列出后面的。`}</p>
      )}
      {register !== undefined && merging !== undefined && (
        <MergeDialog
          {...{ store, registers, register }}
          pair={merging}
          details={now?.details ?? {}}
          onClose={() => setMerging(undefined)}
        />
      )}
    </Page>
  )
}
