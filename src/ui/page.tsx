import type { ReactNode } from 'react'

interface PageProps {
  readonly title: string
  readonly help?: string
  readonly extra?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its heading, what it is for, its buttons. */
export const Page = ({ title, help, extra, actions, children }: PageProps) => (
  <main className="page" aria-label={title}>
    <div className="page-head">
      <h1 title={title}>{title}</h1>
      {extra}
      <span className="spring" />
      {actions}
    </div>
    {help !== undefined && <p className="page-help">{help}</p>}
    {children}
  </main>
)
