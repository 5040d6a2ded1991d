import { Link } from '@remix-run/react';
import type { ScriptListRow } from '#db/queries/script-pages.server.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { DueText, RoundText, ScriptStatusBadge } from '#app/components/script-badges.tsx';
import type { ScriptTurn } from '#app/domain/script.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';

export type ListedScript = ScriptListRow & { readonly turn: ScriptTurn | null; readonly usualRounds: number };

export const SCRIPT_TABS = ['content', 'legal', 'overdue', 'all'] as const;

export const scriptSpec: TableSpec = {
  sortable: ['due', 'name', 'round', 'since'], defaultSort: [{ column: 'due', descending: false }], filters: { campaign: 'text', status: 'text', tier: 'text' }, keeps: { tab: SCRIPT_TABS },
};

const column = columnsOf<ListedScript>();

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'scripts:list.kol', sort: 'name' }, cell: ({ row }) => row.original.kolName }),
  column.accessor('status', { meta: { header: 'scripts:list.state' }, cell: ({ row }) => <ScriptStatusBadge status={row.original.status} /> }),
  column.accessor('turn', { meta: { header: 'scripts:list.waits' }, cell: ({ row }) => <Turn turn={row.original.turn} /> }),
  column.accessor('dueOn', { meta: { header: 'scripts:list.due', sort: 'due' }, cell: ({ row }) => <DueText dueOn={row.original.dueOn} overdue={row.original.overdue} /> }),
  column.accessor('round', { meta: { header: 'scripts:list.round', sort: 'round' }, cell: ({ row }) => <RoundText round={row.original.round} usual={row.original.usualRounds} /> }),
  column.accessor('campaignName', {
    meta: { header: 'scripts:list.campaign' }, cell: ({ row }) => <Link to={paths.campaignScripts({ slug: row.original.campaignSlug })} className="hover:underline">{row.original.campaignName}</Link>,
  }),
  column.accessor('tier', { meta: { header: 'scripts:list.tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> }),
  column.accessor('authorName', { meta: { header: 'scripts:list.author' }, cell: ({ row }) => row.original.authorName ?? '–' }),
  column.accessor('since', { meta: { header: 'scripts:list.since', sort: 'since' }, cell: ({ row }) => <InstantText at={row.original.since} dateOnly /> }),
  column.accessor('publishOn', { meta: { header: 'scripts:list.publishOn' }, cell: ({ row }) => <DayText day={row.original.publishOn} /> }),
]);

function Turn({ turn }: { readonly turn: ScriptTurn | null }) {
  const t = useText('scripts');
  return <>{t(`turn.${turn ?? 'none'}`)}</>;
}
