import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { LeadColumn } from '#app/table/data-table.tsx';
import { DataTable } from '#app/table/data-table.tsx';
import type { TableQuery } from '#app/table/url-state.ts';
import type { Choosing } from './choosing.tsx';
import { ChooseBox } from './choosing.tsx';
import { columns } from './columns.tsx';
import type { LibraryCard } from './load-library.server.ts';
import { assetsSpec } from './question.ts';

/** Assets as rows, with their boxes while some are being chosen. */
export function AssetTable({ cards, query, choosing }: { readonly cards: readonly LibraryCard[]; readonly query: TableQuery; readonly choosing: Choosing | null }) {
  const t = useText('assets');
  const tc = useText('collections');
  return (
    <DataTable
      label={t('title')} columns={columns} rows={cards} rowKey={(row) => row.id} rowLink={(row) => paths.asset({ assetId: row.id })} query={query} spec={assetsSpec}
      {...(choosing ? { lead: boxes(choosing, tc('add.select')), isSelected: ({ id }: LibraryCard) => choosing.chosen.has(id) } : {})}
    />
  );
}

function boxes(choosing: Choosing, label: string): LeadColumn<LibraryCard> {
  return { header: <span className="sr-only">{label}</span>, cell: ({ id, title }) => <ChooseBox id={id} title={title} choosing={choosing} /> };
}
