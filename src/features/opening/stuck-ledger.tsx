import { Button } from 'antd'
import './opening.css'

interface StuckLedgerProps {
  readonly onRetry: () => void
  /** Shows the folder of the second copy. */
  readonly onShowFolder: () => void
}

/** The database does not open because its disk takes nothing or gives nothing: it is tried again when that is mended. */
export const StuckLedger = ({ onRetry, onShowFolder }: StuckLedgerProps) => (
  <main className="opening" aria-label="数据暂时打不开">
    <div className="panel">
      <h1>数据暂时打不开</h1>
      <p>存放数据的磁盘已满，或暂时不能读写，数据库没有打开。已保存的内容在第二份数据里，一条不少。</p>
      <p>
        请清理磁盘，空出至少 1 GB
        后按“重试”。仍然打不开时，请重新启动电脑；再不行，请把第二份数据的文件夹复制到 U 盘，交给维护人员。
      </p>
      <Button type="primary" size="large" autoFocus onClick={onRetry}>
        重试
      </Button>{' '}
      <Button size="large" onClick={onShowFolder}>
        打开第二份数据的文件夹
      </Button>
    </div>
  </main>
)
