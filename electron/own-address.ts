/** Frozen: the data of every user hangs on it. */
export const scheme = 'app'
const host = 'ledger'
export const appOrigin = `${scheme}://${host}`

/** Whether an address belongs to our own pages: app://ledger, or the dev server where there is one. */
export const isOwnAddress = (address: string, devServer: string | undefined): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, host: name, origin } = new URL(address)
  if (protocol === `${scheme}:`) return name === host
  return devServer !== undefined && origin === new URL(devServer).origin
}
