import { AssetPicture, RightsBadge } from '#app/components/asset-parts.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { LibraryCard } from './load-library.server.ts';

const column = columnsOf<LibraryCard>();

export const columns = column.columns([
  column.accessor('title', { meta: { header: 'assets:column.asset' }, cell: ({ row }) => <Title card={row.original} /> }),
  column.accessor('kind', { meta: { header: 'assets:column.kind' }, cell: ({ row }) => <Kind card={row.original} /> }),
  column.accessor('kolName', { meta: { header: 'assets:column.kol' }, cell: ({ row }) => (row.original.kolName ? <>{row.original.kolName}</> : <Dash />) }),
  column.accessor('standing', { meta: { header: 'assets:column.rights' }, cell: ({ row }) => <RightsBadge standing={row.original.standing} /> }),
  column.accessor('band', { meta: { header: 'assets:column.band' }, cell: ({ row }) => <Band card={row.original} /> }),
  column.accessor('views', { meta: { header: 'assets:column.views', numeric: true, sort: 'views' }, cell: ({ row }) => <CountText count={row.original.views} /> }),
  column.accessor('uses', { meta: { header: 'assets:column.uses', numeric: true }, cell: ({ row }) => <CountText count={row.original.uses} /> }),
  column.accessor('bytes', { meta: { header: 'assets:column.size', numeric: true }, cell: ({ row }) => <Size bytes={row.original.bytes} /> }),
  column.accessor('createdAt', { meta: { header: 'assets:column.added', sort: 'created' }, cell: ({ row }) => <InstantText at={row.original.createdAt} dateOnly /> }),
]);

function Title({ card }: { readonly card: LibraryCard }) {
  const t = useText('assets');
  return (
    <span className="flex items-center gap-2.5 min-w-48 max-w-96">
      <AssetPicture src={card.thumbnail} kind={card.kind} className="size-10 shrink-0 rounded-control overflow-hidden" small />
      <span className="min-w-0"><span className="block truncate">{card.title}</span><span className="block text-muted font-normal text-[0.857rem]">{t('number', { number: card.number })}</span></span>
    </span>
  );
}

function Kind({ card }: { readonly card: LibraryCard }) {
  const t = useText('assets');
  return <>{t(`kind.${card.kind}`)}</>;
}

function Band({ card }: { readonly card: LibraryCard }) {
  const t = useText('assets');
  return card.band === 'none' ? <Dash title={t('band.none')} /> : <span title={t('bandHint')}>{t(`band.${card.band}`)}</span>;
}

function Size({ bytes }: { readonly bytes: number | null }) {
  const locale = useLocale();
  return bytes === null ? <Dash /> : <>{formatBytes(bytes, locale)}</>;
}
