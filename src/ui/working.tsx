import { Button, Spin } from 'antd'

/** Long work: what is going on, and the way out. */
export const Working = ({ text, onCancel }: { readonly text: string; readonly onCancel: () => void }) => (
  <div role="status" style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
    <Spin size="small" />
    <span>{text}</span>
    <Button size="small" onClick={onCancel}>
      取消
    </Button>
  </div>
)
