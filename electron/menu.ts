import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { AppCommand } from '../src/bridge/channels'
import { sendCommand } from './window'

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The window answers the keys itself, because only it knows whether an input method is composing; here they are shown. */
const command = (label: string, name: AppCommand, accelerator?: string): MenuItemConstructorOptions => ({
  label,
  ...(accelerator === undefined ? {} : { accelerator }),
  registerAccelerator: false,
  click: () => {
    sendCommand(name)
  },
})

export const installMenu = (): void => {
  const mac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [appMenu()] : []),
      fileMenu(mac),
      editMenu(),
      searchMenu(),
      viewMenu(),
      helpMenu(),
    ]),
  )
}

const appMenu = (): MenuItemConstructorOptions => ({
  label: '科创台账',
  submenu: [
    { role: 'about', label: '关于科创台账' },
    separator,
    { role: 'hide', label: '隐藏科创台账' },
    { role: 'hideOthers', label: '隐藏其他' },
    separator,
    { role: 'quit', label: '退出科创台账' },
  ],
})

const fileMenu = (mac: boolean): MenuItemConstructorOptions => ({
  label: '文件',
  submenu: [
    command('新建', 'new', 'CmdOrCtrl+N'),
    command('保存', 'save', 'CmdOrCtrl+S'),
    command('保存并新建', 'saveAndNew', 'CmdOrCtrl+Enter'),
    separator,
    command('导入…', 'import'),
    command('设置', 'settings'),
    ...(mac ? [] : [separator, { role: 'quit', label: '退出' } as const]),
  ],
})

const editMenu = (): MenuItemConstructorOptions => ({
  label: '编辑',
  submenu: [
    command('撤销', 'undo', 'CmdOrCtrl+Z'),
    separator,
    { role: 'cut', label: '剪切' },
    { role: 'copy', label: '复制' },
    { role: 'paste', label: '粘贴' },
    { role: 'selectAll', label: '全选' },
  ],
})

const searchMenu = (): MenuItemConstructorOptions => ({
  label: '查找',
  submenu: [
    command('在本页查找', 'find', 'CmdOrCtrl+F'),
    separator,
    command('上一条记录', 'previousRecord', 'Alt+Up'),
    command('下一条记录', 'nextRecord', 'Alt+Down'),
  ],
})

const viewMenu = (): MenuItemConstructorOptions => ({
  label: '视图',
  submenu: [
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomOut', label: '缩小' },
    { role: 'resetZoom', label: '实际大小' },
    separator,
    { role: 'togglefullscreen', label: '全屏' },
    ...(app.isPackaged
      ? []
      : [
          separator,
          { role: 'reload', label: '重新载入' } as const,
          { role: 'toggleDevTools', label: '开发者工具' } as const,
        ]),
  ],
})

const helpMenu = (): MenuItemConstructorOptions => ({
  label: '帮助',
  submenu: [
    command('使用说明', 'help', 'F1'),
    {
      label: '关于科创台账',
      click: () => {
        app.showAboutPanel()
      },
    },
  ],
})
