import { Button, Modal } from 'antd'
import type { Transition } from '../../../domain/lifecycle'
import type { NeedCard } from '../../../domain/need-stages'

interface ChooseStepProps {
  readonly card: NeedCard
  readonly steps: readonly Transition[]
  readonly onChoose: (step: Transition) => void
  readonly onClose: () => void
}

/** Asks which of several steps is meant; the usual one stands first and has the keyboard. */
export const ChooseStep = ({ card, steps, onChoose, onClose }: ChooseStepProps) => (
  <Modal open title="下一步办什么？" footer={null} width={420} centered onCancel={onClose}>
    <p>{`${card.title}（${card.state}）`}</p>
    <div className="step-choice">
      {steps.map((step, index) => (
        <Button
          key={step.action}
          block
          autoFocus={index === 0}
          {...(index === 0 ? { type: 'primary' as const } : {})}
          onClick={() => onChoose(step)}
        >
          {`${step.action}（到“${step.to}”）`}
        </Button>
      ))}
    </div>
  </Modal>
)
