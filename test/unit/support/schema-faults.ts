import validate from '@ooxml-tools/validate'

/**
 * What Microsoft's own validator, which knows the schemas of ECMA-376 and the rules beyond them, has to say of an .xlsx:
 * the part, the place in it and what is wrong there. It runs here as it is, without any network.
 */
export const schemaFaults = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const found = await validate(Uint8Array.from(bytes), 'xlsx', 'Office2019')
  return found.map(({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`)
}
