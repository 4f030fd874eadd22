import { startServices } from './services'

/** The services of this window; importing them starts them. */
export const services = startServices()
