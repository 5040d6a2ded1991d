import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { RowGroup } from './groups.ts';
import { toggleGroup } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

/** How a page's rows are grouped; the columns of `totals` are those of the row under the table. */
export interface TableGrouping<Row> {
  /** The groups whose headings stand on this page (`groupsOfPage`). */
  readonly groups: readonly RowGroup[];
  readonly groupOf: (row: Row) => string;
  readonly nameOf: (value: string) => string;
  /** A group's totals by column id: of all its matching rows, not of the page. */
  readonly totalsOf: (value: string) => Readonly<Record<string, ReactNode>>;
}

interface GroupRowProps {
  /** Its place in a table of which only a part is drawn. */
  readonly place: number | undefined;
  readonly group: RowGroup;
  readonly name: string;
  readonly isClosed: boolean;
  readonly totals: Readonly<Record<string, ReactNode>>;
  readonly hasLead: boolean;
  /** The shown columns in their order; `isName` is the one that names rows. */
  readonly columns: readonly { readonly id: string; readonly isName: boolean; readonly pin: number | undefined; readonly className: string | undefined }[];
  readonly asked: TableQuery;
  readonly spec: TableSpec;
}

/** The heading of a group: opens and closes it by a link, so the address alone restores what is shown, and carries the group's totals. */
export function GroupRow({ place, group, name, isClosed, totals, hasLead, columns, asked, spec }: GroupRowProps) {
  const t = useText('common');
  const locale = useLocale();
  const rows = t('table.rows', { count: group.count, formatted: formatNumber(group.count, locale, 0) });
  return (
    <tr className="group-row" data-index={place} aria-rowindex={place === undefined ? undefined : place + 2}>
      {hasLead ? <td className="lead" data-pin="0"><span className="sr-only">{name}</span></td> : null}
      {columns.map(({ id, isName, pin, className }) => {
        if (!isName) return <td key={id} data-pin={pin} className={className}>{totals[id]}</td>;
        return (
          <th key={id} scope="rowgroup" data-pin={pin} className={className}>
            <Link
              to={tableSearch(toggleGroup(asked, group.value), spec) || '?'} replace preventScrollReset aria-expanded={!isClosed} title={t(isClosed ? 'table.openGroup' : 'table.closeGroup', { name })}
              className="inline-flex items-center gap-1.5 min-h-6"
            >
              <Icon name={isClosed ? 'chevron-right' : 'chevron-down'} />
              <span>{name}</span>
              <span className="text-muted font-normal whitespace-nowrap">{rows}</span>
            </Link>
          </th>
        );
      })}
    </tr>
  );
}
