import { partialOf } from '../../domain/kinds/partial-date'
import { referenceDistricts, type ReferenceDistrict } from '../../domain/reference/districts'
import type { Values } from '../../domain/field'
import type { Operation } from '../../storage/store'

const inferred = '科协单位名称按地区名推定，请核对。'
const onlyTheYear = '市级试点的入选日期只查到年份，待文件核对。'

const remarkOf = ({ note, designations }: ReferenceDistrict): string =>
  [
    ...(note === undefined ? [] : [`${note}。`]),
    ...(designations.some(({ granted }) => granted.length === 4) ? [onlyTheYear] : []),
    inferred,
  ].join('')

const valuesOf = (district: ReferenceDistrict): Values => ({
  code: district.code,
  name: district.name,
  shortName: district.shortName,
  type: district.type,
  ...(district.hostDistrict === undefined ? {} : { hostDistrict: district.hostDistrict }),
  ...(district.validFrom === undefined ? {} : { validFrom: district.validFrom }),
  ...(district.validTo === undefined ? {} : { validTo: district.validTo }),
  unitName: unitNameOf(district),
  ...(district.positioning === undefined ? {} : { positioning: district.positioning }),
  ...(district.developmentFocus === undefined ? {} : { developmentFocus: district.developmentFocus }),
  designations: district.designations.map(({ level, title, batch, granted }) => ({
    level,
    title,
    ...(batch === undefined ? {} : { batch }),
    granted: partialOf(granted),
    body: level === '国家级' ? '中国科协' : '重庆市科协',
  })),
})

/** 重庆市永川区科学技术协会; for zones and partners outside the city a name of the same form without 重庆市. */
export const unitNameOf = ({ name, type }: ReferenceDistrict): string =>
  type === '市级' || type === '功能区' || type === '市外合作地区'
    ? `${name}科学技术协会`
    : `重庆市${name}科学技术协会`

/** The districts as the app ships them; their ids are their codes, the same on every machine. */
export const districtOperations = (): readonly Operation[] =>
  referenceDistricts.map((district) => ({
    kind: 'create',
    register: 'districts',
    id: district.code,
    districtCode: district.code,
    confidentiality: '公开',
    sourceNote: district.designations[0]?.source ?? '行政区划代码 GB/T 2260；功能区为内部码',
    remark: remarkOf(district),
    values: valuesOf(district),
  }))
