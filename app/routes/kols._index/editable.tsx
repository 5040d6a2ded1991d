import type { ReactNode } from 'react';
import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { KolEditField } from '#app/domain/kol-edit.ts';
import type { KolStatus, Tier } from '#app/domain/kol.ts';
import { amountText } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { CellOf } from '#app/table/data-table.tsx';
import type { EditableField } from '#app/table/editing/edit-cell.tsx';
import { EditCell } from '#app/table/editing/edit-cell.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { NotesCell } from './columns.tsx';

// The domain's own lists come with their validation, which the browser need not load.
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const STATUSES: readonly KolStatus[] = ['active', 'bench', 'blocked', 'archived'];

/** The columns of the roster that are edited in it, by their ids, in their order. */
export const EDITED_COLUMNS: readonly KolEditField[] = ['name', 'tier', 'status', 'price', 'verticals', 'notes'];

/** What the DataTable puts around its cells: an editor around those that are edited here. */
export function useEditableCells(): (cell: CellOf<RosterRow>) => ReactNode {
  const fields = useRosterFields();
  return ({ row, columnId, content }) => {
    const field = fields.find((each) => each.field === columnId);
    if (!field || (columnId === 'notes' && row.notes === null)) return content; // notes that have not come are not empty ones
    const text = cellText(row, field.field);
    // The name is a link, which a cell that is a button cannot hold: its cell stands beside it.
    if (field.field === 'name') return <>{content}<EditCell key={row.id} rowId={row.id} rowName={row.name} version={row.version} field={field} text={text}><Icon name="edit" className="text-muted" /></EditCell></>;
    return <EditCell key={row.id} rowId={row.id} rowName={row.name} version={row.version} field={field} text={text}>{content}</EditCell>;
  };
}

function useRosterFields(): readonly EditableField[] {
  const t = useText('editing');
  const td = useText('domain');
  return [
    { field: 'name', label: t('field.name'), kind: 'text' },
    {
      field: 'tier', label: t('field.tier'), kind: 'choice', options: TIERS.map((value) => ({ value, label: td(`tier.${value}`) })),
      show: (text) => { const tier = TIERS.find((each) => each === text); return tier ? <TierBadge tier={tier} /> : text; },
    },
    {
      field: 'status', label: t('field.status'), kind: 'choice', options: STATUSES.map((value) => ({ value, label: td(`kolStatus.${value}`) })), needsReason: (text) => text === 'blocked',
      show: (text) => { const status = STATUSES.find((each) => each === text); return status ? <StatusBadge kind="kol" status={status} /> : text; },
    },
    { field: 'price', label: t('field.price'), kind: 'text' },
    { field: 'verticals', label: t('field.verticals'), kind: 'text', show: (text) => (text.trim() === '' ? <Dash /> : text.split(/[;；、,，|]/).filter((each) => each.trim() !== '').map((each) => <Badge key={each}>{each.trim()}</Badge>)) },
    { field: 'notes', label: t('field.notes'), kind: 'lines', show: (text) => <NotesCell notes={text} /> },
  ];
}

/** A cell as the text that its editor begins with, and that the server reads back to the same value (`kolFieldText`). */
export function cellText(row: RosterRow, field: string): string {
  switch (field) {
    case 'name':
      return row.name;
    case 'tier':
      return row.tier;
    case 'status':
      return row.status;
    case 'verticals':
      return row.verticals.join('; ');
    case 'notes':
      return row.notes ?? '';
    case 'price': {
      const { priceMinor = null, priceCurrency = null } = row.money ?? {};
      return priceMinor === null || priceCurrency === null ? '' : `${amountText(priceMinor, priceCurrency)} ${priceCurrency}`;
    }
    default:
      return '';
  }
}
