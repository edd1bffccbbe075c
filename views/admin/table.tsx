import { Empty } from "../desk/frame.tsx";

/** A cell: words, perhaps a link, a second quiet line, or a tag before them. */
export interface Cell {
  text: string;
  href?: string | undefined;
  quiet?: string | undefined;
  tag?: { text: string; tone?: "bad" | "warn" | "good" | undefined } | undefined;
}

export interface Column {
  label: string;
  /** How wide, in characters; without one the column takes what is left. */
  width?: number;
  number?: boolean;
}

export interface TableView {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  empty: string;
}

/** A table whose first column names what its row is about. */
export function AdminTable({ table }: { table: TableView }) {
  if (table.rows.length === 0) return <Empty>{table.empty}</Empty>;
  return (
    <table class="rows admin-rows">
      <thead>
        <tr>
          {table.columns.map(({ label, width, number }) => (
            <th scope="col" class={[width ? `w${width}` : "", number ? "n" : ""].join(" ").trim() || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr>
            {row.map((cell, at) => (
              <td class={[at === 0 ? "name" : "", table.columns[at]?.number ? "n" : ""].join(" ").trim() || undefined}>
                <CellWords cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellWords({ cell }: { cell: Cell }) {
  const { text, href, quiet, tag } = cell;
  return (
    <>
      {tag ? <span class={`tag ${tag.tone ?? ""}`}>{tag.text}</span> : null}
      {tag && text ? " " : null}
      {href ? <a href={href}>{text}</a> : text}
      {quiet ? <span class="second">{quiet}</span> : null}
    </>
  );
}
