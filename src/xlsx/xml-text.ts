/** Small tools for the XML of a package, whose parts are edited as text so that the rest of them stays as it is. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/gu, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10_ffff ? String.fromCodePoint(code) : ''
  })

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The value of an attribute, its entities resolved. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`, 'u').exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescapeXml(value)
}

export const withoutAttribute = (attributes: string, name: string): string =>
  attributes.replace(new RegExp(`(^|\\s)${name}=(?:"[^"]*"|'[^']*')`, 'u'), '')

/** Changes one attribute of every element of some names; entities are resolved for it and made again. */
export const changeAttribute = (
  xml: string,
  elements: string,
  attribute: string,
  change: (value: string) => string,
): string =>
  xml.replace(
    new RegExp(`(<(?:\\w+:)?(?:${elements})\\b[^>]*?\\s${attribute}=")([^"]*)(")`, 'gu'),
    (_, before: string, value: string, after: string) => {
      const known = unescapeXml(value)
      const next = change(known)
      return `${before}${next === known ? value : escapeXml(next)}${after}`
    },
  )

/** Changes the text of every element of some names. */
export const changeText = (xml: string, elements: string, change: (text: string) => string): string =>
  xml.replace(
    new RegExp(`(<(${elements})(?:\\s[^>]*)?(?<!/)>)([^<]*)(</\\2>)`, 'gu'),
    (_, before: string, _name: string, text: string, after: string) => {
      const known = unescapeXml(text)
      const next = change(known)
      return `${before}${next === known ? text : escapeXml(next)}${after}`
    },
  )
