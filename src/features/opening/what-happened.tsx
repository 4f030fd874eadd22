import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import type { LostEntry, VaultFault } from '../../bridge/vault'
import { beijingMoment } from '../../domain/kinds/date'
import type { Opening } from '../../storage/store'
import './opening.css'
import {
  damageWords,
  faultWords,
  headingOf,
  lostOf,
  mayHaveMore,
  type Told,
  unfinishedOf,
} from './opening-words'

interface WhatHappenedProps {
  readonly opening: Told
  /** Shows the folder in which the damaged files of the database lie, or those of the second copy. */
  readonly onShowFolder: (of: 'damagedStore' | 'vault') => void
  readonly onGoOn: () => void
}

/** Nothing is mended in silence: what was found, what came back, what did not, and where the damaged files are. */
export const WhatHappened = ({ opening, onShowFolder, onGoOn }: WhatHappenedProps) => {
  const unfinished = unfinishedOf(opening)
  if (unfinished !== undefined) return <Unfinished entry={unfinished} onGoOn={onGoOn} />
  const title = opening.kind === 'rebuilt' ? headingOf(opening) : '第二份数据里有文件损坏'
  return (
    <main className="opening" aria-label={title}>
      <div className="panel">
        <h1>{title}</h1>
        {opening.kind === 'rebuilt' ? (
          <Rebuilt rebuilt={opening} onShowFolder={() => onShowFolder('damagedStore')} />
        ) : (
          <p>您的数据完好，没有丢失任何记录。损坏的是另外存放的第二份数据，缺少的部分会照数据库补写。</p>
        )}
        <Faults faults={opening.faults} onShowFolder={() => onShowFolder('vault')} />
        <Button type="primary" size="large" autoFocus onClick={onGoOn}>
          继续
        </Button>
      </div>
    </main>
  )
}

interface UnfinishedProps {
  readonly entry: LostEntry
  readonly onGoOn: () => void
}

/** Nothing is damaged: the program ended before an action was saved. What was in hand is named, so that it can be done again. */
const Unfinished = ({ entry: { title, at }, onGoOn }: UnfinishedProps) => {
  const heading = '上次有一次操作没有完成'
  return (
    <main className="opening" aria-label={heading}>
      <div className="panel">
        <h1>{heading}</h1>
        <p>您的数据完好，没有丢失任何记录。</p>
        <p>
          {`上次程序在写入“${title === '' ? '不详' : title}”${at === '' ? '' : `（${beijingMoment(at)}）`}时被关闭，例如断电。这次操作还没有显示“已保存”，没有记入，请再做一遍。`}
        </p>
        <Button type="primary" size="large" autoFocus onClick={onGoOn}>
          继续
        </Button>
      </div>
    </main>
  )
}

type RebuiltOpening = Extract<Opening, { readonly kind: 'rebuilt' }>

const Rebuilt = ({
  rebuilt,
  onShowFolder,
}: {
  readonly rebuilt: RebuiltOpening
  readonly onShowFolder: () => void
}) => {
  const { because, entries, records, agrees, folder } = rebuilt
  const lost = lostOf(rebuilt)
  const more = mayHaveMore(rebuilt)
  return (
    <>
      <Part title="发生了什么">
        <p>{damageWords[because]}</p>
      </Part>
      <Part title="恢复了什么">
        {entries === 0 ? (
          <Alert
            type="error"
            showIcon
            title="第二份数据里也没有任何操作，什么都没有恢复出来。"
            description="请先找找备份文件（U 盘、共享文件夹、同事的电脑）。按“继续”完成首次设置后，到“备份与恢复”里恢复它。没有备份时，请保留下面的文件夹，交给维护人员试着取出数据。"
          />
        ) : (
          <p>
            {`用第二份数据重做了 ${String(entries)} 次操作，恢复 ${String(records)} 条记录（含回收站里的）、设置和没写完的草稿。`}
            {agrees && lost.length === 0 && !more && '核对过：与最后一次保存时完全一致。'}
          </p>
        )}
        {!agrees && (
          <Alert
            type="warning"
            showIcon
            title="恢复出来的内容与最后一次保存时的核对值不一致。"
            description="个别记录可能不全。请核对最近录入和修改过的记录，并保留下面的文件夹。"
          />
        )}
      </Part>
      {lost.length > 0 && <Lost lost={lost} more={more} />}
      {lost.length === 0 && more && (
        <Part title="没有恢复的操作">
          <p>{unknownRest}请核对最近录入和修改过的记录。</p>
        </Part>
      )}
      {folder !== null && (
        <Part title="损坏的文件">
          <p>
            没有删除，原样放在：
            <code>{folder}</code>
          </p>
          <Button onClick={onShowFolder}>打开文件夹</Button>
        </Part>
      )}
    </>
  )
}

const unknownRest = '操作日志的末尾读不出来，那里可能还有几次操作，已经无法得知。'

interface LostProps {
  readonly lost: readonly LostEntry[]
  /** Whether there may be others, of which nothing can be told. */
  readonly more: boolean
}

const Lost = ({ lost, more }: LostProps) => (
  <Part title={`没有恢复的操作（${more ? '至少 ' : ''}${String(lost.length)} 次）`}>
    <p>{more && unknownRest}请对照下面的清单重新录入或导入：</p>
    <div className="lost" tabIndex={0} role="region" aria-label="没有恢复的操作">
      <table>
        <thead>
          <tr>
            <th scope="col">序号</th>
            <th scope="col">时间</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {lost.map(({ seq, at, title }) => (
            <tr key={seq}>
              <td>{seq}</td>
              <td>{at === '' ? '不详' : beijingMoment(at)}</td>
              <td>{title === '' ? '不详' : title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Part>
)

const Faults = ({
  faults,
  onShowFolder,
}: {
  readonly faults: readonly VaultFault[]
  readonly onShowFolder: () => void
}) =>
  faults.length === 0 ? null : (
    <Part title="第二份数据里损坏的文件">
      <ul>
        {faults.map((fault) => (
          <li key={fault.kind + fault.file}>{faultWords(fault)}</li>
        ))}
      </ul>
      <Button onClick={onShowFolder}>打开第二份数据的文件夹</Button>
    </Part>
  )

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)
