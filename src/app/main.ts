// First, so that the data worker opens the ledger while the screens are still being read.
import { services } from './running-services'
import '../ui/theme.css'
import { showApp } from './app'

showApp(services)
