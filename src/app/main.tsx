import { createRoot } from 'react-dom/client'
import '../ui/theme.css'
import { App } from './app'
import { bridge } from './bridge'
import { createFaultDesk, watchWindow } from './faults'
import { startServices } from './services'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
const faults = createFaultDesk((report) => void bridge.logError(report))
watchWindow(faults.report)
createRoot(root).render(<App services={startServices(faults.report)} faults={faults} />)
