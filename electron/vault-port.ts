import { parseVaultQuestion, type Vault, type VaultAnswer, vaultArguments } from '../src/bridge/vault'
import { property } from './chain'

/** A port to another process, as far as it matters here. */
export interface Port {
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => unknown
  readonly postMessage: (answer: VaultAnswer) => void
  readonly start: () => void
  readonly close: () => void
}

/**
 * Answers one port at a time: after a reload the window sends another, which takes the place of the one before.
 * `onError` is told of questions that went wrong, which the asker is not.
 */
export const serveVault = (
  vault: Vault,
  onError: (where: string, error: unknown) => void,
): ((port: Port) => void) => {
  let connected: Port | undefined
  return (port) => {
    connected?.close()
    connected = port
    port.on('message', ({ data }) => {
      void answerQuestion(vault, data, onError).then((answer) => {
        if (answer !== undefined && connected === port) port.postMessage(answer)
      })
    })
    port.start()
  }
}

/** Whatever does not parse is refused without a word about why; without a number there is nobody to answer. */
const answerQuestion = async (
  vault: Vault,
  message: unknown,
  onError: (where: string, error: unknown) => void,
): Promise<VaultAnswer | undefined> => {
  const question = parseVaultQuestion(message)
  const id = property(message, 'id')
  const refused = typeof id === 'number' ? ({ id, ok: false } as const) : undefined
  if (!question.success) return refused
  const { method } = question.data
  try {
    const argument = vaultArguments[method].safeParse(question.data.argument)
    if (!argument.success) return refused
    // One lookup cannot say in its type that a method's parser gives that method's argument; the contract has said it.
    const ask = vault[method] as (argument: unknown) => Promise<unknown>
    return { id: question.data.id, ok: true, value: await ask(argument.data) }
  } catch (error) {
    onError(`vault ${method}`, error)
    return refused
  }
}
