import { Modal } from 'antd'
import { lazy, Suspense, useState } from 'react'

const HelpBook = lazy(async () => ({ default: (await import('../features/help/help-book')).HelpBook }))

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
