import { Link } from '@remix-run/react';
import type { Claimant, ConflictRow } from '#db/queries/attribution-conflicts.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { columnsOf } from '#app/table/columns.ts';

const column = columnsOf<ConflictRow>();

export const columns = column.columns([
  column.accessor('orderId', { meta: { header: 'attribution:conflicts.order' }, cell: ({ row }) => <span>{row.original.orderId} <span className="text-muted font-normal">{row.original.shop}</span></span> }),
  column.accessor('placedAt', { meta: { header: 'attribution:conflicts.placedAt' }, cell: ({ row }) => <InstantText at={row.original.placedAt} /> }),
  column.accessor('winners', { meta: { header: 'attribution:conflicts.got' }, cell: ({ row }) => <Got row={row.original} /> }),
  column.accessor('loser', { meta: { header: 'attribution:conflicts.lost' }, cell: ({ row }) => <Name of={row.original.loser} /> }),
  column.accessor('rule', { meta: { header: 'attribution:conflicts.rule' }, cell: ({ row }) => <Rule rule={row.original.rule} /> }),
  column.accessor('netMinor', { meta: { header: 'attribution:conflicts.net', numeric: true }, cell: ({ row }) => <Amount minor={row.original.netMinor} /> }),
  column.accessor('shareMinor', { meta: { header: 'attribution:conflicts.share', numeric: true }, cell: ({ row }) => <Amount minor={row.original.shareMinor === 0 ? null : row.original.shareMinor} /> }),
]);

function Name({ of }: { readonly of: Claimant }) {
  return <Link to={paths.collaboration(of)} className="inline-flex items-center min-h-6 hover:underline">{of.kolName}</Link>;
}

function Got({ row }: { readonly row: ConflictRow }) {
  const t = useText('attribution');
  const td = useText('domain');
  if (row.winners.length === 0) return <span className="text-muted">{t('conflicts.nobody')}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {row.winners.map((winner) => <Name key={winner.collaborationId} of={winner} />)}
      <span className="text-muted">{td(`attributionMethod.${row.wonBy}`)}</span>
    </span>
  );
}

function Rule({ rule }: { readonly rule: ConflictRow['rule'] }) {
  const t = useText('attribution');
  return <span className="whitespace-nowrap">{t(`rule.${rule}`)}</span>;
}

function Amount({ minor }: { readonly minor: number | null }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} />;
}
