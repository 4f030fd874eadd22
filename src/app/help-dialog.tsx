import { Modal } from 'antd'
import { Suspense, useState } from 'react'
import { HelpBook } from './lazy-pages'

interface HelpDialogProps {
  /** What the reader is doing. */
  readonly topic: string
  readonly onClose: () => void
}

/** The manual where one cannot go to its page: over a form, and before the desk is set up. */
export const HelpDialog = ({ topic: first, onClose }: HelpDialogProps) => {
  const [topic, setTopic] = useState(first)
  return (
    <Modal open title="使用手册" footer={null} width={1000} centered onCancel={onClose}>
      <Suspense>
        <HelpBook topic={topic} onTopic={setTopic} />
      </Suspense>
    </Modal>
  )
}
