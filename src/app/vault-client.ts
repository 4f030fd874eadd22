import type { Vault, VaultAnswer, VaultMethod } from '../bridge/vault'

/** The second copy as the data worker sees it: questions and answers over its port to the main process. */
export const vaultOver = (connected: Promise<MessagePort>): Vault => {
  const waiting = new Map<number, (answer: VaultAnswer) => void>()
  let asked = 0
  let known: MessagePort | undefined
  const port = connected.then((connectedPort) => {
    connectedPort.onmessage = ({ data }: MessageEvent<VaultAnswer>) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    }
    known = connectedPort
    return connectedPort
  })
  const ask =
    <M extends VaultMethod>(method: M) =>
    async (argument?: Parameters<Vault[M]>[0]): Promise<Awaited<ReturnType<Vault[M]>>> => {
      const open = known ?? (await port)
      const id = asked
      asked += 1
      const answer = await new Promise<VaultAnswer>((resolve) => {
        waiting.set(id, resolve)
        open.postMessage({ id, method, argument })
      })
      if (!answer.ok) throw new Error(`The main process refused ${method}.`)
      // The main process answers each method with what the contract says.
      return answer.value as Awaited<ReturnType<Vault[M]>>
    }
  return {
    open: ask('open'),
    append: ask('append'),
    read: ask('read'),
    dropAside: ask('dropAside'),
    keepAside: ask('keepAside'),
    clearStore: ask('clearStore'),
    saveDesk: ask('saveDesk'),
    readDesk: ask('readDesk'),
    takeSnapshot: ask('takeSnapshot'),
    snapshots: ask('snapshots'),
  }
}
