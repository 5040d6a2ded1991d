import { Link } from '@remix-run/react';
import type { LedgerEntryRow } from '#db/queries/ledger-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { AccountText, EntryKindBadge, HashText, ReversalNote } from '#app/components/ledger-parts.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { columnsOf } from '#app/table/columns.ts';
import { Badge } from '#app/ui/badge.tsx';

const column = columnsOf<LedgerEntryRow>();

export const columns = column.columns([
  column.accessor('sequence', { meta: { header: 'ledger:column.number' }, cell: ({ row }) => <>{row.original.sequence}</> }),
  column.accessor('at', { meta: { header: 'ledger:column.at' }, cell: ({ row }) => <InstantText at={row.original.at} /> }),
  column.accessor('kind', {
    meta: { header: 'ledger:column.kind' },
    cell: ({ row }) => <span className="inline-flex flex-wrap items-center gap-x-2"><EntryKindBadge kind={row.original.kind} /><ReversalNote {...row.original} /></span>,
  }),
  column.accessor('kolName', { meta: { header: 'ledger:column.kol' }, cell: ({ row }) => <Whose row={row.original} /> }),
  column.accessor('debitAccount', { meta: { header: 'ledger:column.debit' }, cell: ({ row }) => <AccountText account={row.original.debitAccount} /> }),
  column.accessor('creditAccount', { meta: { header: 'ledger:column.credit' }, cell: ({ row }) => <AccountText account={row.original.creditAccount} /> }),
  column.accessor('amountMinor', { meta: { header: 'ledger:column.amount', numeric: true }, cell: ({ row }) => <Amount row={row.original} /> }),
  column.accessor('reportingMinor', { meta: { header: 'ledger:column.reporting', numeric: true }, cell: ({ row }) => <Reporting row={row.original} /> }),
  column.accessor('actorName', { meta: { header: 'ledger:column.actor' } }),
  column.accessor('hash', { meta: { header: 'ledger:column.hash' }, cell: ({ row }) => <HashText hash={row.original.hash} /> }),
]);

function Whose({ row }: { readonly row: LedgerEntryRow }) {
  if (row.kolName === null || row.collaborationId === null) return <Dash />;
  return (
    <span className="flex flex-col">
      <Link to={paths.collaboration({ collaborationId: row.collaborationId })} className="inline-flex items-center min-h-6 hover:underline whitespace-nowrap">{row.kolName}</Link>
      <span className="text-muted text-[0.857rem] whitespace-nowrap">{row.campaignName}</span>
    </span>
  );
}

/** In its own currency, with the rate that was frozen with it where there is one. */
function Amount({ row }: { readonly row: LedgerEntryRow }) {
  const t = useText('ledger');
  const { workspace } = useRootData();
  const foreign = row.currency !== workspace.currency;
  return (
    <span className="inline-flex flex-col items-end">
      <MoneyText minor={row.amountMinor} currency={row.currency} />
      {foreign && row.rate !== null ? <span className="text-muted text-[0.857rem]">{t('rate', { rate: row.rate.replace(/0+$/, '').replace(/\.$/, '') })}</span> : null}
    </span>
  );
}

function Reporting({ row }: { readonly row: LedgerEntryRow }) {
  const t = useText('ledger');
  return row.reportingMinor === null ? <Badge tone="amber" icon="alert">{t('noRate')}</Badge> : <SpendMoney minor={row.reportingMinor} />;
}
