import { Button } from 'antd'
import './opening.css'

interface NewerLedgerProps {
  readonly version: string
  readonly onQuit: () => void
}

/** The data was written by a later version of the program: nothing is opened, nothing is changed. */
export const NewerLedger = ({ version, onQuit }: NewerLedgerProps) => (
  <main className="opening" aria-label="需要更新版本">
    <div className="panel">
      <h1>请用更新版本的科创台账打开</h1>
      <p>{`这台电脑上的数据是由更新的版本写的，现在运行的 ${version} 版打不开。数据没有改动，都在原处。`}</p>
      <p>
        请安装最新版本的科创台账，安装后数据会照常打开。是哪个版本写的无法得知；若手边没有安装包，请向市科协或提供软件的人索取。
      </p>
      <Button type="primary" autoFocus onClick={onQuit}>
        退出
      </Button>
    </div>
  </main>
)
