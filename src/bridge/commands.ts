/** What the menu asks of the window. Apart from the channels, so that a window's preload carries no parsers. */
export type AppCommand =
  | 'new'
  | 'save'
  | 'saveAndNew'
  | 'find'
  | 'undo'
  | 'redo'
  | 'quickSearch'
  | 'previousRecord'
  | 'nextRecord'
  | 'help'
  | 'import'
  | 'settings'

export const commandChannel = 'command'
