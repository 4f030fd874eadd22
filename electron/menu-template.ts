import type { MenuItemConstructorOptions } from 'electron'
import type { AppCommand } from '../src/bridge/commands'

export interface MenuSurroundings {
  readonly mac: boolean
  readonly packaged: boolean
  readonly send: (command: AppCommand) => void
  readonly about: () => void
  readonly openLog: () => void
}

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/**
 * The window answers the keys of its commands itself, because only it knows whether an input method is composing. Windows
 * and Linux show a key without taking it; macOS would take it, so there it is written into the label.
 */
const commandOf =
  ({ mac, send }: MenuSurroundings) =>
  (label: string, command: AppCommand, keys?: string): Item => ({
    id: command,
    label: mac && keys !== undefined ? `${label}（${macKeys(keys)}）` : label,
    ...(mac || keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
    click: () => {
      send(command)
    },
  })

const macSigns: Readonly<Record<string, string>> = {
  Ctrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Up: '↑',
  Down: '↓',
}
const macKeys = (keys: string): string =>
  keys
    .split('+')
    .map((key) => macSigns[key] ?? key)
    .join('')

export const menuTemplate = (around: MenuSurroundings): Item[] => {
  const command = commandOf(around)
  const { mac, packaged } = around
  const settings = command('设置…', 'settings')
  const about: Item = { label: '关于科创台账', click: around.about }
  return [
    ...(mac ? [appMenu(about, settings)] : []),
    {
      label: '文件',
      submenu: [
        command('新建', 'new', 'Ctrl+N'),
        command('保存', 'save', 'Ctrl+S'),
        command('保存并新建', 'saveAndNew', 'Ctrl+Enter'),
        separator,
        command('导入…', 'import'),
        ...(mac ? [] : [settings, separator, { role: 'quit', label: '退出' } as const]),
      ],
    },
    {
      label: '编辑',
      submenu: [
        command('撤销', 'undo', 'Ctrl+Z'),
        command('恢复', 'redo', mac ? 'Shift+Ctrl+Z' : 'Ctrl+Y'),
        // macOS undoes typing through the menu only; elsewhere the text field does it by itself.
        ...(mac
          ? ([
              { role: 'undo', label: '撤销键入' },
              { role: 'redo', label: '恢复键入' },
            ] as const)
          : []),
        separator,
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        command('从剪贴板粘贴为记录…', 'pasteRecords', 'Ctrl+Shift+V'),
        { role: 'selectAll', label: '全选' },
      ],
    },
    {
      label: '查找',
      submenu: [
        command('查找', 'find', 'Ctrl+F'),
        command('快速查找', 'quickSearch', 'Ctrl+K'),
        separator,
        command('上一条', 'previousRecord', 'Alt+Up'),
        command('下一条', 'nextRecord', 'Alt+Down'),
      ],
    },
    viewMenu(packaged),
    ...(mac ? [windowMenu] : []),
    {
      label: '帮助',
      role: 'help',
      submenu: [
        command('使用手册', 'help', 'F1'),
        separator,
        { label: '打开日志', click: around.openLog },
        ...(mac ? [] : [separator, about]),
      ],
    },
  ]
}

const appMenu = (about: Item, settings: Item): Item => ({
  label: '科创台账',
  submenu: [
    about,
    separator,
    settings,
    separator,
    { role: 'hide', label: '隐藏科创台账' },
    { role: 'hideOthers', label: '隐藏其他' },
    { role: 'unhide', label: '全部显示' },
    separator,
    { role: 'quit', label: '退出科创台账' },
  ],
})

/** Reloading and developer tools are for developing: in the package a stray key must not throw away a form. */
const viewMenu = (packaged: boolean): Item => ({
  label: '视图',
  submenu: [
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomOut', label: '缩小' },
    { role: 'resetZoom', label: '实际大小' },
    separator,
    { role: 'togglefullscreen', label: '全屏' },
    ...(packaged
      ? []
      : [
          separator,
          { role: 'reload', label: '重新载入' } as const,
          { role: 'toggleDevTools', label: '开发者工具' } as const,
        ]),
  ],
})

const windowMenu: Item = {
  label: '窗口',
  role: 'windowMenu',
  submenu: [
    { role: 'minimize', label: '最小化' },
    { role: 'zoom', label: '缩放' },
    { role: 'close', label: '关闭' },
  ],
}
