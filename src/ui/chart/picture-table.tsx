import { Button } from 'antd'
import type { Picture } from './picture'

/** The table behind a picture; what can be opened is a button. */
export const PictureTable = ({ title, table: { corner, columns, rows } }: Picture) => (
  <div className="picture-table">
    <table className="child-table" aria-label={`${title}的数据表`}>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }, row) => (
          <tr key={`${String(row)} ${name}`}>
            <th scope="row">{name}</th>
            {cells.map(({ text, words, open }, column) => (
              <td key={columns[column]}>
                {open === undefined ? (
                  text
                ) : (
                  <Button type="link" size="small" aria-label={words} onClick={open}>
                    {text}
                  </Button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
