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
  | 'pasteRecords'
  | 'settings'

export const commandChannel = 'command'

/** The message with which the page hands over the port that its data worker asks the second copy through. */
export const vaultChannel = 'connect-vault'
