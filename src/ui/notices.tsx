import { App, Button } from 'antd'
import { useMemo } from 'react'

export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

export interface Notices {
  /** Why nothing happened. */
  readonly hint: (text: string) => void
  readonly done: (text: string, actions?: readonly NoticeAction[]) => void
  readonly failed: (message: string, advice?: string) => void
}

const secondsWithActions = 12
/** In the middle: at the right it would lie over the buttons of a form, at the left over the navigation. */
const placement = 'bottom'

/** What happened, said in one place of the window; failures stay until they are closed. */
export const useNotices = (): Notices => {
  const { message, notification } = App.useApp()
  return useMemo(
    () => ({
      hint: (text) => void message.info(text),
      done: (text, actions = []) => {
        if (actions.length === 0) {
          void message.success(text)
          return
        }
        // One at a time: what was done last can be taken back here, what came before by 撤销 again.
        const key = 'done'
        notification.success({
          key,
          title: text,
          duration: secondsWithActions,
          placement,
          actions: actions.map(({ label, run }) => (
            <Button
              key={label}
              size="small"
              type="link"
              onClick={() => {
                notification.destroy(key)
                run()
              }}
            >
              {label}
            </Button>
          )),
        })
      },
      failed: (text, advice) => {
        // The same failure twice is still one.
        notification.error({
          key: text,
          title: text,
          description: advice,
          duration: 0,
          placement,
        })
      },
    }),
    [message, notification],
  )
}
