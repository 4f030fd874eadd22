import { Button, Flex, Select, Table, Typography } from 'antd'
import { wordKey } from '../../workbook/drafts/draft'
import type { CheckRowsProps } from './check-rows-props'
import type { WordView } from './import-types'

const pageSize = 10

/** Words that are no options: each is explained once, for this file and for those to come. */
export const WordList = ({ flow, plan, disabled }: CheckRowsProps) => {
  const { typed } = flow.desk.decided
  const suggested = plan.words.filter(
    ({ suggestion, column, word }) => suggestion !== undefined && typed[wordKey(column, word)] === undefined,
  )
  const take = (words: readonly WordView[]): void =>
    flow.decide({
      typed: {
        ...typed,
        ...Object.fromEntries(
          words.map(({ column, word, suggestion }) => [wordKey(column, word), suggestion ?? null]),
        ),
      },
    })
  return (
    <section aria-label="选项对应">
      <Flex vertical gap="small">
        <Typography.Text>
          <strong>选项对应</strong>
          ：下面的写法不在可选项中。选一次，这份台账里相同的都照此处理，下次也记得。标着“暂不导入”的要选好，或者记入备注，那些行才导入；其余不选的原样记入备注。
        </Typography.Text>
        <Table<WordView>
          size="small"
          rowKey={({ column, word }) => wordKey(column, word)}
          dataSource={[...plan.words]}
          pagination={{ pageSize, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: '列', dataIndex: 'heading', width: 160 },
            { title: '台账的写法', dataIndex: 'word', width: 220 },
            {
              title: '次数',
              key: 'count',
              width: 150,
              render: (_, { count, holds }) => `${String(count)}${holds ? '（暂不导入）' : ''}`,
            },
            {
              title: '对应的选项',
              key: 'option',
              render: (_, { column, word, options, suggestion, label, holds }) => (
                <Flex gap="small" align="center">
                  <Select
                    aria-label={`${word} 对应${label}`}
                    disabled={disabled}
                    allowClear
                    value={typed[wordKey(column, word)] ?? null}
                    placeholder={typed[wordKey(column, word)] === null ? '留空，原文记入备注' : '请选择'}
                    style={{ width: 280 }}
                    showSearch={{ optionFilterProp: 'label' }}
                    onChange={(chosen: string | null | undefined) =>
                      flow.decide({ typed: { ...typed, [wordKey(column, word)]: chosen ?? null } })
                    }
                    options={[...options]}
                  />
                  {suggestion === undefined || typed[wordKey(column, word)] === suggestion ? null : (
                    <Button
                      disabled={disabled}
                      aria-label={`${word} 采用建议`}
                      onClick={() =>
                        flow.decide({ typed: { ...typed, [wordKey(column, word)]: suggestion } })
                      }
                    >
                      采用“{options.find(({ value }) => value === suggestion)?.label ?? suggestion}”
                    </Button>
                  )}
                  {!holds || typed[wordKey(column, word)] === null ? null : (
                    <Button
                      disabled={disabled}
                      aria-label={`${word} 记入备注`}
                      onClick={() => flow.decide({ typed: { ...typed, [wordKey(column, word)]: null } })}
                    >
                      记入备注
                    </Button>
                  )}
                </Flex>
              ),
            },
          ]}
        />
        <Flex gap="small">
          <Button onClick={flow.check} disabled={disabled || Object.keys(typed).length === 0}>
            按选择重新核对
          </Button>
          {suggested.length < 2 ? null : (
            <Button onClick={() => take(suggested)} disabled={disabled}>
              采用全部 {suggested.length} 条建议
            </Button>
          )}
        </Flex>
      </Flex>
    </section>
  )
}
