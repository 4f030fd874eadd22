import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../ui/theme.css'
import { App } from './app'
import { servicesOver } from './services'
import { dataWorker, faults } from './start'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
const services = servicesOver(dataWorker, faults.report)
const desk = createRoot(root)
// At once and not in a task of its own: the engine keeps, for the next start, what it compiled while the script ran.
flushSync(() => desk.render(<App {...{ services, faults }} />))
