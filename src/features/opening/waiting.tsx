import { Spin } from 'antd'
import type { OpeningProgress } from '../../storage/store'
import './opening.css'

/** While the ledger is opened; most days nobody sees more of it than a moment. */
export const Waiting = ({ progress }: { readonly progress: OpeningProgress | undefined }) => {
  if (progress === undefined) return <Spin style={{ margin: 40 }} />
  const { name, title, text, done } = words[progress.what]
  return (
    <main className="opening" aria-label={name}>
      <div className="panel">
        <h1>{title}</h1>
        <p>{text}</p>
        <p role="status">
          <Spin size="small" /> {done(progress.done)}
        </p>
      </div>
    </main>
  )
}

interface Words {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly done: (count: number) => string
}

const words: Readonly<Record<OpeningProgress['what'], Words>> = {
  upgrade: {
    name: '正在整理数据库',
    title: '正在整理数据库',
    text: '新版本换了一种存放数据的方式，以后导入和打开都更快。内容不变，只整理这一次，请不要关机。',
    done: (count) => `已整理 ${String(count)} 条……`,
  },
  rebuild: {
    name: '正在恢复数据',
    title: '正在恢复数据',
    text: '主数据库有损坏，损坏的文件已原样另存。正在用第二份数据重新建立，请不要关机。',
    done: (count) => `已读回 ${String(count)} 次操作……`,
  },
  catchUp: {
    name: '正在补写',
    title: '正在补写第二份数据',
    text: '上次关闭前有些操作只写好了一份，正在补写第二份。',
    done: (count) => `已补写 ${String(count)} 次操作……`,
  },
}
