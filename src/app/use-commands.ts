import { useCallback } from 'react'
import type { AppCommand } from '../bridge/channels'
import type { Store } from '../storage/store'
import { useUndoLast } from '../features/history/undo-last'
import { useNotices } from '../ui/notices'
import { isTable } from '../ui/use-pasted-table'
import { bridge } from './bridge'
import { type Place, useNavigation } from './navigation'

/** What lies over the page and the forms. */
export type Overlay = 'quickSearch' | 'help'

/** Commands that a form answers itself; all others wait until it is closed. */
const forForms: readonly AppCommand[] = ['save', 'saveAndNew']

const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some((dialog) =>
    dialog.checkVisibility(),
  )

/** Commands of the whole window, from the menu, the keys or the buttons of the frame. */
export const useCommands = (
  store: Store,
  overlay: Overlay | undefined,
  show: (overlay: Overlay | undefined) => void,
): ((command: AppCommand) => void) => {
  const notices = useNotices()
  const { undoLast, redoLast } = useUndoLast(store)
  const { go, openForm } = useNavigation()
  return useCallback(
    (command) => {
      const { place, form } = useNavigation.getState()
      const busy = isDialogOpen()
      if (command === 'help') {
        if (overlay === 'help') show(undefined)
        else if (busy) show('help')
        else if (place.page !== 'help') go({ page: 'help', topic: topicOf(place) })
        return
      }
      if (command === 'quickSearch' && overlay === 'quickSearch') {
        show(undefined)
        return
      }
      if (busy && !forForms.includes(command)) {
        const what = form === undefined ? '请先关闭打开着的对话框。' : '请先保存或取消正在填写的内容。'
        notices.hint(what)
        return
      }
      window.dispatchEvent(new CustomEvent('ledger-command', { detail: command }))
      if (command === 'new') openForm({ kind: 'new', register: registerAt(place) })
      if (command === 'import') go({ page: 'import' })
      if (command === 'pasteRecords')
        void bridge.readClipboard().then((text) => {
          if (isTable(text)) go({ page: 'import', pasted: { text, ...registerOn(place) } })
          else notices.hint('剪贴板里没有表格。请先在 Excel 或 WPS 里选中一块单元格，复制后再粘贴。')
        })
      if (command === 'settings') go({ page: 'settings' })
      if (command === 'quickSearch') show('quickSearch')
      if (command === 'undo') undoLast()
      if (command === 'redo') redoLast()
    },
    [notices, undoLast, redoLast, go, openForm, overlay, show],
  )
}

const registerAt = (place: Place): string => registerOn(place).register ?? 'serviceRecords'

/** The register that the page is about, where it is about one. */
const registerOn = (place: Place): { readonly register?: string } =>
  place.page === 'register' || place.page === 'record' ? { register: place.register } : {}

/** What the manual calls the place where one is. */
export const topicOf = (place: Place): string => {
  if (place.page === 'register') return `register:${place.register}`
  return place.page === 'record' ? `record:${place.register}` : place.page
}
