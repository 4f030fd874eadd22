const files = import.meta.glob<string>('./pictures/*.png', { query: '?url', import: 'default', eager: true })

/** Where the pictures of the manual lie, by their names; the end-to-end tests take them. */
export const pictures: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, address]) => [path.replace(/^.*\/|\.png$/gu, ''), address]),
)
