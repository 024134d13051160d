// A figure's table as CSV (RFC 4180) and back. Text is always quoted and numbers never are, so that a file parses
// back to the same cells: a token «12» stays text, and a number keeps every digit (shortest round-trip form).
import type { FigureTable, TableCell } from './figure';

/** Column heading with its unit: `loss (nats)`. */
export const columnTitle = (column: { name: string; unit?: string }): string =>
  column.unit ? `${column.name} (${column.unit})` : column.name;

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function cellText(cell: TableCell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? (Object.is(cell, -0) ? '-0' : String(cell)) : quote(cell);
}

/** Lines end in CRLF; the first one names the columns. */
export function toCsv(table: FigureTable): string {
  const lines = [
    table.columns.map((column) => quote(columnTitle(column))),
    ...table.rows.map((row) => row.map(cellText)),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

const unquoted = (text: string): TableCell => (text === '' ? null : Number(text));

/**
 * Reads what `toCsv` writes (a byte-order mark is skipped): headings, and rows of numbers, texts and nulls.
 * @throws Error when a quoted cell is not closed
 */
export function parseCsv(csv: string): { columns: string[]; rows: TableCell[][] } {
  const rows: TableCell[][] = [];
  let row: TableCell[] = [];
  const separator = /[,\r\n]/g;
  let at = csv.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < csv.length) {
    let cell: TableCell;
    if (csv[at] === '"') {
      let end = csv.indexOf('"', at + 1);
      while (end >= 0 && csv[end + 1] === '"') end = csv.indexOf('"', end + 2);
      if (end < 0) throw new Error(`parseCsv: the quoted cell at character ${at} has no end`);
      cell = csv.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      separator.lastIndex = at;
      const end = separator.exec(csv)?.index ?? csv.length;
      cell = unquoted(csv.slice(at, end));
      at = end;
    }
    row.push(cell);
    if (csv[at] === ',') {
      at += 1;
      if (at < csv.length && csv[at] !== '\r' && csv[at] !== '\n') continue;
      row.push(null);
    }
    if (csv[at] === '\r') at += 1;
    if (csv[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  const [head = [], ...body] = rows;
  return { columns: head.map(String), rows: body };
}
