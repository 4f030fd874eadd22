import { partialOf } from '../../domain/kinds/partial-date'
import { referenceDistricts, type ReferenceDistrict } from '../../domain/reference/districts'
import type { Values } from '../../domain/field'
import type { Operation } from '../../storage/store'

const inferred = '科协单位名称按地区名推定，请核对。'

const valuesOf = (district: ReferenceDistrict): Values => ({
  code: district.code,
  name: district.name,
  shortName: district.shortName,
  type: district.type,
  ...(district.hostDistrict === undefined ? {} : { hostDistrict: district.hostDistrict }),
  ...(district.validFrom === undefined ? {} : { validFrom: district.validFrom }),
  ...(district.validTo === undefined ? {} : { validTo: district.validTo }),
  unitName: unitNameOf(district),
  designations: district.designations.map(({ level, title, granted }) => ({
    level,
    title,
    granted: partialOf(granted),
    body: level === '国家级' ? '中国科协' : '重庆市科协',
  })),
})

/** 重庆市永川区科学技术协会; for zones and partners outside the city a name of the same form without 重庆市. */
const unitNameOf = ({ name, type }: ReferenceDistrict): string =>
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
    remark: district.note === undefined ? inferred : `${district.note}。${inferred}`,
    values: valuesOf(district),
  }))
