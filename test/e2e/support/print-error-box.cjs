// The box in which the app says why it does not start is printed instead of shown: nobody is there to close it.
const { dialog } = require('electron')

dialog.showErrorBox = (title, text) => process.stdout.write(`${title}\n${text}\n`)
