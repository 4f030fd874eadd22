import { Modal, Spin } from 'antd'

/** Lies over the window while many records are being changed back. */
export const UndoNotice = () => (
  <Modal open closable={false} footer={null} width={360} centered>
    <div role="status">
      <Spin size="small" /> 正在改回记录，请稍候……
    </div>
  </Modal>
)
