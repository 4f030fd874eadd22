import { Button, Modal, Space } from 'antd'
import { useEffect, useState } from 'react'
import { rowsOf, type Values } from '../../domain/field'
import type { SupplyKind } from '../../domain/matching'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { blocking } from '../../domain/validate'
import { newId } from '../../storage/new-id'
import type { ShownProposal, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { Working } from '../../ui/working'
import './matching.css'

interface ProposalsProps {
  readonly store: Store
  readonly register: Register
  readonly today: string
  readonly need: LedgerRecord
  readonly onOpen: (register: string, id: string) => void
}

const mostShown = 10

/** 推荐供给方 at a need: who could serve it, and why. */
export const ProposalsButton = (props: ProposalsProps) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>推荐供给方</Button>
      {open && <ProposalsDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

const fieldOf: Readonly<Record<SupplyKind, string>> = {
  专家: 'expert',
  服务队: 'team',
  科技成果: 'achievement',
}

const withMatch = (need: LedgerRecord, { kind, id }: ShownProposal, today: string): Values => ({
  ...need.values,
  matches: [
    ...rowsOf(need.values, 'matches'),
    { providerType: kind, [fieldOf[kind]]: id, method: '推荐', matchDate: today, result: '待回复' },
  ],
})

const ProposalsDialog = ({
  store,
  register,
  today,
  need,
  onOpen,
  onClose,
}: ProposalsProps & { readonly onClose: () => void }) => {
  const [proposals, setProposals] = useState<readonly ShownProposal[] | undefined>(undefined)
  const [revision, setRevision] = useState(0)
  const [busy, setBusy] = useState(false)
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const { id, version } = need
  useEffect(() => {
    let isOld = false
    void store.proposals(id, mostShown).then((found) => {
      if (!isOld) setProposals(found)
    })
    return () => {
      isOld = true
    }
  }, [store, id, version, revision])

  const recommend = async (proposal: ShownProposal): Promise<void> => {
    setBusy(true)
    const values = withMatch(need, proposal, today)
    const before = await store.check('needs', need.values, need)
    const [stop] = blocking(await store.check('needs', values, need), before)
    const done =
      stop === undefined
        ? await store.commit({
            id: newId(),
            kind: 'save',
            title: `推荐${proposal.kind} ${proposal.label} 给${register.title} ${need.code}`,
            operations: [{ kind: 'update', register: 'needs', id, version, values }],
          })
        : undefined
    setBusy(false)
    if (done?.ok === true)
      saved.tell(done, `已记入对接记录：${proposal.label}`, [
        { label: '撤销', run: () => void undo(done.batch) },
      ])
    else notices.failed('没有记入对接记录。', stop?.message ?? (done?.ok === false ? done.message : ''))
  }
  const ruleOut = async (proposal: ShownProposal, isOut: boolean): Promise<void> => {
    await store.ruleOut(id, proposal.id, isOut)
    setRevision((count) => count + 1)
    if (isOut)
      notices.done(`不再向这条需求推荐“${proposal.label}”`, [
        { label: '恢复推荐', run: () => void ruleOut(proposal, false) },
      ])
  }
  return (
    <Modal
      open
      centered
      width={860}
      title="推荐供给方"
      footer={<Button onClick={onClose}>关闭</Button>}
      onCancel={onClose}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
    >
      <p className="soft">
        按需求的文字、产业方向、挂联地区、做过的服务和手上的任务在本机排序，仅供参考。“推荐”写入这条需求的对接记录，结果为“待回复”。
      </p>
      {proposals === undefined ? (
        <Working text="正在比较专家、服务队、科技成果和做过的服务……" onCancel={onClose} />
      ) : proposals.length === 0 ? (
        <p role="note">
          没有找到合适的供给方。把需求描述和关键词写具体些，或在专家、成果中补充研究方向和简介。
        </p>
      ) : (
        <ol className="proposals" aria-label="推荐的供给方">
          {proposals.map((proposal) => (
            <li key={proposal.id}>
              <div>
                <span className="tag">{proposal.kind}</span>
                <Button
                  type="link"
                  size="small"
                  onClick={() => {
                    onClose()
                    onOpen(proposal.register, proposal.id)
                  }}
                >
                  {proposal.label}
                </Button>
                <span className="soft">{proposal.detail}</span>
                <div className="soft">{proposal.reasons.join('；')}</div>
              </div>
              <Space>
                <Button
                  size="small"
                  type="primary"
                  disabled={busy}
                  aria-label={`推荐 ${proposal.label}`}
                  onClick={() => void recommend(proposal)}
                >
                  推荐
                </Button>
                <Button
                  size="small"
                  aria-label={`不合适 ${proposal.label}`}
                  onClick={() => void ruleOut(proposal, true)}
                >
                  不合适
                </Button>
              </Space>
            </li>
          ))}
        </ol>
      )}
    </Modal>
  )
}
