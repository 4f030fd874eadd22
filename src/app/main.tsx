import { createRoot } from 'react-dom/client'
import '../ui/theme.css'
import { App } from './app'
import { startServices } from './services'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
createRoot(root).render(<App services={startServices()} />)
