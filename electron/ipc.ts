import { ipcMain, type MessagePortMain, type WebContents, type WebFrameMain } from 'electron'
import { type AnswerOf, type ArgumentOf, type Channel, channels } from '../src/bridge/channels'
import { isOwn } from './origin'
import { isMainWindow } from './window'

type Answers = {
  readonly [C in Channel]: (argument: ArgumentOf<C>) => AnswerOf<C> | Promise<AnswerOf<C>>
}

/** Told of each call that was refused, by the name of its channel. */
type OnRefusal = (channel: string) => void

/** Answers every channel of the contract; one that is left out does not compile. */
export const answerWindow = (answers: Answers, onRefusal: OnRefusal): void => {
  for (const channel of Object.keys(channels) as Channel[]) handle(channel, answers, onRefusal)
}

/**
 * Only the main frame of our own window may ask, and what it says is parsed before it is used; any other call is
 * refused without a word about why.
 */
const handle = (channel: Channel, answers: Answers, onRefusal: OnRefusal): void => {
  // One lookup cannot say in its type that a channel's parser gives that channel's argument; `Answers` has said it.
  const answer = answers[channel] as (argument: unknown) => unknown
  ipcMain.handle(channel, async (event, argument: unknown) => {
    const parsed = isTrusted(event) ? channels[channel].argument.safeParse(argument) : undefined
    if (parsed?.success !== true) {
      onRefusal(channel)
      throw new Error('refused')
    }
    return await answer(parsed.data)
  })
}

/** Takes the ports that the main frame of our own window sends; any other is closed. */
export const takePorts = (
  channel: string,
  take: (port: MessagePortMain) => void,
  onRefusal: OnRefusal,
): void => {
  ipcMain.on(channel, (event) => {
    const [port, ...more] = event.ports
    if (port !== undefined && more.length === 0 && isTrusted(event)) take(port)
    else {
      for (const refused of event.ports) refused.close()
      onRefusal(channel)
    }
  })
}

interface Sent {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}
const isTrusted = ({ sender, senderFrame }: Sent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOwn(senderFrame.url) && isMainWindow(sender)
