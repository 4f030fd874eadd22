// A plugin of the build: writes down the styles that antd would make while it draws the first picture of the window. What
// antd finds written down it does not make again, as on a page drawn on a server; all else it still makes when needed.

/** They go before all styles of our own, as those that antd makes do. */
const first = /\/src\/ui\/theme\.css$/u

export const firstStyles = (theme) => ({
  name: 'first-styles',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: first },
    handler: async (code) => `${await stylesOf(theme)}\n${code}`,
  },
})

const stylesOf = async (theme) => {
  const { createElement: draw } = await import('react')
  const { renderToString } = await import('react-dom/server')
  const { createCache, extractStyle, StyleProvider } = await import('@ant-design/cssinjs')
  const { App, Button, ConfigProvider, Select, Space } = await import('antd')
  const cache = createCache()
  const shown = [App, Button, Select, Space].map((control) => draw(control, { key: control.name }))
  renderToString(draw(StyleProvider, { cache }, draw(ConfigProvider, { theme }, shown)))
  return extractStyle(cache, { plain: true, types: 'style' })
}
