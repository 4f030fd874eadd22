import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'
import { reportOf } from './faults'
import { type FaultActions, useFaultActions } from './fault-notice'

/** A page that broke says so; what was typed is in its draft and comes back after reloading. */
export const ErrorBoundary = ({ children }: { readonly children: ReactNode }) => {
  const actions = useFaultActions()
  return <Boundary actions={actions}>{children}</Boundary>
}

interface Props {
  readonly actions: FaultActions
  readonly children: ReactNode
}

class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(error: unknown): void {
    this.props.actions.log(reportOf(error))
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <Result
        status="warning"
        title="这个页面出了问题"
        subTitle="已保存的内容都在；正在填写的内容已存为草稿，重新载入后恢复。若再次出现，请导出诊断信息交给维护人员，里面没有台账内容。"
        extra={[
          <Button key="reload" type="primary" autoFocus onClick={() => window.location.reload()}>
            重新载入
          </Button>,
          <Button key="export" onClick={this.props.actions.exportDiagnostics}>
            导出诊断信息
          </Button>,
        ]}
      />
    )
  }
}
