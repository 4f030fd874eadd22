import { Spin } from 'antd'
import type { OpeningProgress } from '../../storage/store'
import './opening.css'

/** While the ledger is opened; most days nobody sees more of it than a moment. */
export const Waiting = ({ progress }: { readonly progress: OpeningProgress | undefined }) => {
  if (progress === undefined) return <Spin style={{ margin: 40 }} />
  const isRebuilding = progress.what === 'rebuild'
  return (
    <main className="opening" aria-label={isRebuilding ? '正在恢复数据' : '正在补写'}>
      <div className="panel">
        <h1>{isRebuilding ? '正在恢复数据' : '正在补写第二份数据'}</h1>
        <p>
          {isRebuilding
            ? '主数据库有损坏，损坏的文件已原样另存。正在用第二份数据重新建立，请不要关机。'
            : '上次关闭前有些操作只写好了一份，正在补写第二份。'}
        </p>
        <p role="status">
          <Spin size="small" />{' '}
          {isRebuilding
            ? `已读回 ${String(progress.done)} 次操作……`
            : `已补写 ${String(progress.done)} 次操作……`}
        </p>
      </div>
    </main>
  )
}
