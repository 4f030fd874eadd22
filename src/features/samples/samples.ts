import type { Operation } from '../../storage/store'
import { makeConsortia } from './sample-consortia'
import { makeExperts, makeTeams } from './sample-experts'
import { makeNeeds } from './sample-needs'
import { makeEnterprises, makeInstitutions } from './sample-organizations'
import { makeServices } from './sample-services'

/** All samples, in an order in which links point backwards. */
export const sampleOperations = (): readonly Operation[] => {
  const enterprises = makeEnterprises()
  const institutions = makeInstitutions()
  const experts = makeExperts(institutions)
  const teams = makeTeams(institutions, experts)
  const needs = makeNeeds(enterprises)
  const services = makeServices(enterprises, needs, experts, teams)
  const consortia = makeConsortia(enterprises, institutions)
  return [enterprises, institutions, experts, teams, needs, services, consortia]
    .flat()
    .map(({ operation }) => operation)
}
