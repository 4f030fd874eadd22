// Loaded before the main process of an app: writes when its window is shown with a heading in it and when the numbers of
// the home page stand there, and for each line on the input presses the button of that name in the navigation and writes
// when the list has its sums.
const { app } = require('electron')
const { createInterface } = require('node:readline')

/** In the page: the time at which a selector first finds something that has a text other than the one that stands for none. */
const found = (selector) => `new Promise((resolve) => {
  const look = () => {
    if ((document.querySelector(${JSON.stringify(selector)})?.textContent ?? '…') === '…') return
    watch.disconnect()
    resolve(Date.now())
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { subtree: true, childList: true, characterData: true })
  look()
})`

const press = (name) => `for (const button of document.querySelectorAll('nav button'))
  if (button.textContent === ${JSON.stringify(name)}) button.click()`

const shown = (window) =>
  new Promise((resolve) => {
    if (window.isVisible()) resolve(Date.now())
    else window.once('show', () => resolve(Date.now()))
  })

app.on('browser-window-created', (_event, window) => {
  const { webContents } = window
  const visible = shown(window)
  webContents.once('dom-ready', async () => {
    const times = await Promise.all([visible, webContents.executeJavaScript(found('h1'))])
    console.log(`usable ${Math.max(...times)}`)
    console.log(`filled ${await webContents.executeJavaScript(found('.tile strong'))}`)
  })
  createInterface({ input: process.stdin }).on('line', async (name) => {
    await webContents.executeJavaScript(press(name))
    console.log(`opened ${await webContents.executeJavaScript(found('[role="status"] span + span'))}`)
  })
})
