import { createRoot } from 'react-dom/client'
import '../ui/theme.css'
import { App } from './app'
import { servicesOver } from './services'
import { dataWorker, faults } from './start'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
createRoot(root).render(<App services={servicesOver(dataWorker, faults.report)} faults={faults} />)
