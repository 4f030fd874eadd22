import { Button } from 'antd'
import { damageWords } from './opening-words'
import './opening.css'

/** Found while the ledger was open: it is made again by opening it anew. */
export const DamagedLedger = ({ onMend }: { readonly onMend: () => void }) => (
  <main className="opening" aria-label="数据需要恢复">
    <div className="panel">
      <h1>数据需要恢复</h1>
      <p>{damageWords.unreadable}</p>
      <p>
        已保存的内容在第二份数据里，一条不少；写到一半的内容已存为草稿。按“恢复数据”，就用第二份重新建立，损坏的文件会原样另存。
      </p>
      <Button type="primary" size="large" autoFocus onClick={onMend}>
        恢复数据
      </Button>
    </div>
  </main>
)
