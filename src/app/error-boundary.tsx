import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
}

/** A page that broke says so; what was typed is in its draft and comes back after reloading. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <Result
        status="warning"
        title="这个页面出了问题"
        subTitle="已保存的内容都在；正在填写的内容已存为草稿，重新载入后恢复。"
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            重新载入
          </Button>
        }
      />
    )
  }
}
