import { expect, test } from 'vitest'
import { splitList } from '../../../src/domain/kinds/list'

test.each([
  ['张三、李四；王五', ['张三', '李四', '王五']],
  ['张三,李四\n王五', ['张三', '李四', '王五']],
  ['张三 李四', ['张三', '李四']],
  ['张三/李四/欧阳修文', ['张三', '李四', '欧阳修文']],
  ['甲科技公司/乙大学', ['甲科技公司', '乙大学']],
  ['重庆大学机械/材料学院', ['重庆大学机械/材料学院']],
  ['张三、/', ['张三']],
  ['无', []],
])('%s is a list of %j', (text, names) => {
  expect(splitList(text)).toEqual(names)
})
