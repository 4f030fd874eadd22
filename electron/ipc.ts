import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { type Answers, type ArgumentOf, argumentsOf, type Channel } from '../src/bridge/channels'
import { isOwn } from './origin'
import { isMainWindow } from './window'

/**
 * Answers one channel. Only the main frame of our own window may ask, and what it says is parsed before it is used; any
 * other call is refused without a word about why.
 */
export const handle = <C extends Channel>(
  channel: C,
  answer: (argument: ArgumentOf<C>) => Answers[C] | Promise<Answers[C]>,
): void => {
  ipcMain.handle(channel, async (event, argument: unknown) => {
    const parsed = argumentsOf[channel].safeParse(argument)
    if (!isTrusted(event) || !parsed.success) throw new Error('refused')
    // The parser of a channel gives that channel's argument; one lookup cannot say so in its type.
    return answer(parsed.data as ArgumentOf<C>)
  })
}

const isTrusted = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOwn(senderFrame.url) && isMainWindow(sender)
