import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { type AnswerOf, type ArgumentOf, type Channel, channels } from '../src/bridge/channels'
import { isOwn } from './origin'
import { isMainWindow } from './window'

type Answers = {
  readonly [C in Channel]: (argument: ArgumentOf<C>) => AnswerOf<C> | Promise<AnswerOf<C>>
}

/** Answers every channel of the contract; one that is left out does not compile. */
export const answerWindow = (answers: Answers): void => {
  for (const channel of Object.keys(channels) as Channel[]) handle(channel, answers)
}

/**
 * Only the main frame of our own window may ask, and what it says is parsed before it is used; any other call is
 * refused without a word about why.
 */
const handle = (channel: Channel, answers: Answers): void => {
  // One lookup cannot say in its type that a channel's parser gives that channel's argument; `Answers` has said it.
  const answer = answers[channel] as (argument: unknown) => unknown
  ipcMain.handle(channel, async (event, argument: unknown) => {
    if (!isTrusted(event)) throw new Error('refused')
    const parsed = channels[channel].argument.safeParse(argument)
    if (!parsed.success) throw new Error('refused')
    return await answer(parsed.data)
  })
}

const isTrusted = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOwn(senderFrame.url) && isMainWindow(sender)
