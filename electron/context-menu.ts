import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'

type Item = MenuItemConstructorOptions

/** What can be done with a text where it was clicked with the right button; nothing where there is none. */
const contextMenuOf = ({
  isEditable,
  selectionText,
  editFlags,
}: Pick<Electron.ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>): readonly Item[] => {
  const copy: Item = { role: 'copy', label: '复制', enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  return [
    { role: 'undo', label: '撤销', enabled: editFlags.canUndo },
    { type: 'separator' },
    { role: 'cut', label: '剪切', enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: '粘贴', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: '全选', enabled: editFlags.canSelectAll },
  ]
}

/** The menu of the right button, which Electron leaves to the app. */
export const offerContextMenu = (contents: WebContents): void => {
  contents.on('context-menu', (_event, params) => {
    const items = contextMenuOf(params)
    const window = BrowserWindow.fromWebContents(contents)
    if (items.length === 0 || window === null) return
    Menu.buildFromTemplate([...items]).popup({ window })
  })
}
