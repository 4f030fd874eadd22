import { type ReactNode, useEffect, useRef } from 'react'

interface PageProps {
  readonly title: string
  readonly help?: string
  /** The way back, and from one to the next. */
  readonly above?: ReactNode
  readonly extra?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its heading, what it is for, its buttons. */
export const Page = ({ title, help, above, extra, actions, children }: PageProps) => {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    // What had the keyboard went away with the page before; the next Tab begins here.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="page" aria-label={title} tabIndex={-1} ref={main}>
      {above !== undefined && <div className="page-above">{above}</div>}
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
}
