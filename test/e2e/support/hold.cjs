// Keeps the app from being ready until Playwright, once it is attached, calls __playwright_run. Without this, one launch
// in fifty attaches in the middle of the window's first navigation and then waits for it for ever.
const { app } = require('electron')

const really = app.whenReady()
const emit = app.emit.bind(app)
let readyArguments = []
let go
const released = new Promise((resolve) => {
  go = resolve
})
app.emit = (event, ...words) => {
  if (event !== 'ready') return emit(event, ...words)
  readyArguments = words
  return app.listenerCount('ready') > 0
}
app.whenReady = () => released
globalThis.__playwright_run = async () => {
  await really
  go()
  emit('ready', ...readyArguments)
}
