import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type {
  ChooseResult,
  KeepResult,
  KeptFileRequest,
  OpenRequest,
  ReadFileResult,
  ReadResult,
  SaveRequest,
  SaveResult,
  TicketRequest,
} from '../../bridge/channels'
import type { Settings, Store } from '../../storage/store'
import { type Exported, type FileActions, tellSaved } from '../../ui/export-notice'
import { isCancelled } from '../../ui/cancelled'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { readFileBytes } from '../../ui/read-file-bytes'
import { useRevision } from '../../ui/use-revision'
import { useUndo } from '../../ui/undo'
import { useSaved } from '../../ui/saved'
import { Working } from '../../ui/working'
import './gather.css'
import type { GatherJob, OpenedPackage, Received } from './gather-types'
import { PackageDialog } from './package-dialog'
import { ReceivedTable } from './received-table'

interface GatherPageProps {
  readonly job: GatherJob
  readonly store: Store
  readonly settings: Settings
  /** Of 本机地区. */
  readonly districtName: string
  /** ISO day. */
  readonly today: string
  readonly now: () => string
  readonly files: FileActions & {
    readonly chooseFiles: (request: OpenRequest) => Promise<ChooseResult>
    readonly readFile: (request: TicketRequest) => Promise<ReadFileResult>
    readonly saveFile: (request: SaveRequest & { readonly exported?: Exported }) => Promise<SaveResult>
    readonly readAttachment: (file: KeptFileRequest) => Promise<ReadResult>
  }
  readonly keepFile: (name: string, bytes: Uint8Array) => Promise<KeepResult>
  readonly onOpen: (register: string, id: string) => void
  readonly onCancelWork: () => void
}

/** Bytes, as the dialog of the system has it; looked at before a dropped file is brought into memory. */
const largest = 200 * 1024 * 1024
const tooLarge = {
  status: 'failed',
  message: '文件超过 200 MB，不是科创台账的数据包。',
  advice: '请确认拖入的是区县报来的 .kcdata 文件。',
} as const

type Opened = Extract<OpenedPackage, { ok: true }>

/** A package that was chosen or dropped: brought into memory only when its turn comes. */
interface Arrived {
  readonly name: string
  readonly read: () => Promise<
    | { readonly status: 'opened'; readonly bytes: Uint8Array }
    | { readonly status: 'failed'; readonly message: string; readonly advice: string }
  >
}

const dropped = (file: File): Arrived => ({
  name: file.name,
  read: async () => {
    if (file.size > largest) return tooLarge
    const read = await readFileBytes(file)
    return read.ok ? { status: 'opened', bytes: read.bytes } : { status: 'failed', ...read }
  },
})

/** 汇总: a district makes its package, the office above takes those of all districts and sees who is missing. */
export const GatherPage = (props: GatherPageProps) => {
  const { job, store, settings, districtName, today, now, files, keepFile, onOpen, onCancelWork } = props
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const revision = useRevision(store)
  const [work, setWork] = useState<string | undefined>(undefined)
  const [opened, setOpened] = useState<Opened | undefined>(undefined)
  /** Of those that came together, the ones behind the one in hand. */
  const [waiting, setWaiting] = useState<readonly Arrived[]>([])
  const [isOver, setIsOver] = useState(false)
  // What was taken is noted after its records have been announced.
  const [taken, setTaken] = useState(0)
  const received = useReceived(job, revision + taken)

  const working = async (text: string, run: () => Promise<void>): Promise<void> => {
    setWork(text)
    try {
      await run()
    } catch (error) {
      if (!isCancelled(error)) throw error
    } finally {
      setWork(undefined)
    }
  }
  const pack = (): Promise<void> =>
    working('正在生成数据包…', async () => {
      const { homeDistrict: district, unitName, person } = settings
      const made = await job.pack({ district, districtName, unitName, person, at: now() }, async (file) => {
        const read = await files.readAttachment(file)
        return read.status === 'read' ? read.bytes : undefined
      })
      if (made.records === 0) {
        notices.hint(`${districtName}还没有可上报的记录，示例不会放进数据包。`)
        return
      }
      const { fileName, bytes, left } = made
      if (left.length > 0)
        notices.hint(
          `${String(left.length)} 个附件没有放进数据包（合计超过 120 MB，或已不在本机）：${left.slice(0, 3).join('、')}${left.length > 3 ? '等' : ''}。记录不受影响，请另外报送这些附件。`,
        )
      tellSaved(
        notices,
        await files.saveFile({
          kind: 'package',
          suggestedName: fileName,
          bytes,
          exported: { what: '汇总数据包', district: districtName, records: made.records },
        }),
        files,
        '数据包已存为',
      )
    })
  const open = async (name: string, bytes: Uint8Array): Promise<boolean> => {
    const read = await job.openPackage(bytes, name)
    if (read.ok) setOpened(read)
    else notices.failed(`“${name}”没有汇总。${read.message}`, read.advice)
    return read.ok
  }
  /** Opens the first that can be read; the others wait until that is taken or passed over. */
  const openNext = (arrived: readonly Arrived[]): Promise<void> =>
    working('正在读取并对照…', async () => {
      setOpened(undefined)
      for (const [index, { name, read }] of arrived.entries()) {
        const file = await read()
        if (file.status === 'failed') notices.failed(`“${name}”没有汇总。${file.message}`, file.advice)
        if (file.status === 'failed' || !(await open(name, file.bytes))) continue
        setWaiting(arrived.slice(index + 1))
        return
      }
      setWaiting([])
    })
  const choose = async (): Promise<void> => {
    const answer = await files.chooseFiles({ kind: 'package', title: '选择区县的数据包（可多选）' })
    if (answer.status === 'cancelled') return
    await openNext(answer.files.map(({ ticket, name }) => ({ name, read: () => files.readFile({ ticket }) })))
  }
  return (
    <Page
      title="汇总"
      help="区县把数据做成一个文件报上来，市科协逐个并入；以后每次只并入有变化的部分，并能整个撤回。"
    >
      <section className="panel" aria-label="上报本地区数据">
        <h2>上报本地区数据</h2>
        <p className="soft">
          {`把${districtName}的全部记录（不含示例）做成一个数据包，通过邮件或 U 盘交给市科协。对方用本程序的“汇总”并入。`}
        </p>
        <Button disabled={work !== undefined} onClick={() => void pack()}>
          生成数据包
        </Button>
      </section>
      <section
        className={isOver ? 'panel gather-over' : 'panel'}
        aria-label="汇总各地区数据"
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          const arrived = [...event.dataTransfer.files].map(dropped)
          if (work === undefined && arrived.length > 0) void openNext(arrived)
        }}
      >
        <h2>汇总各地区数据</h2>
        <p className="soft">
          选择区县报来的 .kcdata
          文件（可一次选几个），或把它们一起拖到这里，逐个核对。先看清会新增、更新什么，再决定是否并入。
        </p>
        <Button type="primary" disabled={work !== undefined} onClick={() => void choose()}>
          选择数据包
        </Button>
        {work !== undefined && (
          <div className="gather-work">
            <Working text={work} onCancel={onCancelWork} />
          </div>
        )}
      </section>
      <ReceivedTable
        {...{ store, received, today, revision }}
        home={settings.homeDistrict}
        onTakeBack={(one) => void undo(one.batch)}
      />
      {opened !== undefined && (
        <PackageDialog
          key={opened.fileName}
          {...{ job, opened, now, onOpen, keepFile }}
          waiting={waiting.length}
          onSkip={() => void openNext(waiting)}
          onClose={() => {
            setOpened(undefined)
            setWaiting([])
          }}
          onTaken={(done) => {
            void openNext(waiting)
            setTaken((count) => count + 1)
            const { batch, records } = done.received
            saved.tell(done, `已汇总${opened.districtName}，改动 ${String(records)} 条记录`, [
              { label: '撤销', run: () => void undo(batch) },
            ])
          }}
        />
      )}
    </Page>
  )
}

const useReceived = (job: GatherJob, revision: number): readonly Received[] | undefined => {
  const [received, setReceived] = useState<readonly Received[] | undefined>(undefined)
  useEffect(() => {
    let isGone = false
    void job.received().then(
      (found) => {
        if (!isGone) setReceived(found)
      },
      (error: unknown) => {
        if (!isCancelled(error)) throw error
      },
    )
    return () => {
      isGone = true
    }
  }, [job, revision])
  return received
}
