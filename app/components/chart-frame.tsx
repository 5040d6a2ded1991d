import type { MouseEvent, ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Table } from '#app/ui/table.tsx';
import { chartCsv } from './chart-csv.ts';

interface ChartFrameProps {
  /** States the finding: "Mid tier is 12 % over plan". */
  readonly title: string;
  /** The same figures as header cells and rows. */
  readonly table: { readonly head: readonly ReactNode[]; readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[] };
  readonly children: ReactNode;
}

/** A chart with its twin: the same figures as a table, one click away, for those who do not see the chart or want the digits, and as a CSV file. */
export function ChartFrame({ title, table, children }: ChartFrameProps) {
  const t = useText('common');
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="font-medium">{title}</figcaption>
      {children}
      <details className="group">
        <summary className="inline-flex items-center gap-1 min-h-7 text-muted text-[0.9286rem] hover:text-text list-none no-print">
          <Icon name="table" />
          {t('chart.viewAsTable')}
          <Icon name="chevron-down" className="group-open:rotate-180" />
        </summary>
        <div className="mt-2 flex flex-col items-start gap-2">
          <Table label={title} compact>
            <thead>
              <tr>{table.head.map((cell, index) => <th key={index} scope="col" className={index > 0 ? 'num' : undefined}>{cell}</th>)}</tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.key}>
                  {row.cells.map((cell, index) => (index === 0 ? <th key={index} scope="row">{cell}</th> : <td key={index} className="num">{cell}</td>))}
                </tr>
              ))}
            </tbody>
          </Table>
          <button type="button" onClick={(event) => saveCsv(event, title)} className="inline-flex items-center gap-1 min-h-7 text-accent hover:underline no-print"><Icon name="download" />{t('chart.csv')}</button>
        </div>
      </details>
    </figure>
  );
}

/** The table beside the button, as it stands, as a file made in the browser. */
function saveCsv(event: MouseEvent<HTMLButtonElement>, title: string): void {
  const table = event.currentTarget.parentElement?.querySelector('table');
  if (!table) return;
  const textOf = (cell: Element) => (cell.querySelector('.exact .sr-only') ?? cell).textContent ?? '';
  const [head = [], ...rows] = [...table.rows].map((row) => [...row.cells].map(textOf));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([chartCsv(head, rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = `${title.replace(/[\\/:*?"<>|\s]+/gu, ' ').trim().slice(0, 80)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
