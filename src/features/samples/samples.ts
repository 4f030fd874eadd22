import type { Operation } from '../../storage/store'
import { makeAgreements } from './sample-agreements'
import { makeConsortia } from './sample-consortia'
import { makeExperts, makeTeams } from './sample-experts'
import { makeAchievements, makeActivities, makeVisits } from './sample-meetings'
import { makeNeeds } from './sample-needs'
import { makeEnterprises, makeInstitutions } from './sample-organizations'
import { makeServices } from './sample-services'
import { makeTasks } from './sample-tasks'
import { makeWeeks } from './sample-weeks'

/** All samples, in an order in which links point backwards. */
export const sampleOperations = (): readonly Operation[] => {
  const enterprises = makeEnterprises()
  const institutions = makeInstitutions()
  const experts = makeExperts(institutions)
  const teams = makeTeams(institutions, experts)
  const activities = makeActivities(institutions, experts)
  const visits = makeVisits(enterprises, experts, teams)
  const achievements = makeAchievements(institutions)
  const needs = makeNeeds(enterprises, { experts, teams, visits, activities, achievements })
  const agreements = makeAgreements(enterprises, institutions, activities)
  const services = makeServices({
    enterprises,
    needs,
    experts,
    teams,
    packages: achievements.slice(0, 3),
    contracts: agreements.slice(0, 3),
  })
  const consortia = makeConsortia(enterprises, institutions)
  const weeks = makeWeeks(teams, { needs, services, visits })
  const tasks = makeTasks(institutions)
  return [
    ...[enterprises, institutions, experts, teams, activities, visits, achievements],
    ...[needs, agreements, services, consortia, weeks, tasks],
  ]
    .flat()
    .map(({ operation }) => operation)
}
