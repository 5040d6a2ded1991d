import type { ReactNode } from 'react';
import { TierBadge } from '#app/components/badges.tsx';
import { collaborationFieldText } from '#app/domain/collaboration-edit.ts';
import type { Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { CellOf } from '#app/table/data-table.tsx';
import type { EditableField } from '#app/table/editing/edit-cell.tsx';
import { EditCell } from '#app/table/editing/edit-cell.tsx';
import type { ListedCollaboration } from './columns.tsx';

// The domain's own list comes with its validation, which the browser need not load.
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];

/** What the DataTable puts around the cells of collaborations: an editor around tier and flight. Never around state or money. */
export function useEditableCollaborations(): (cell: CellOf<ListedCollaboration>) => ReactNode {
  const t = useText('editing');
  const td = useText('domain');
  const tier: EditableField = {
    field: 'tier', label: t('field.tier'), kind: 'choice', options: TIERS.map((value) => ({ value, label: td(`tier.${value}`) })),
    show: (text) => { const known = TIERS.find((each) => each === text); return known ? <TierBadge tier={known} /> : text; },
  };
  // The dates are shown once the server has taken them: which orders count follows from them.
  const flight: EditableField = { field: 'flight', label: t('field.flight'), kind: 'text' };
  return ({ row, columnId, content }) => {
    if (columnId !== 'tier' && columnId !== 'startsOn') return content;
    const field = columnId === 'tier' ? tier : flight;
    return <EditCell key={row.id} rowId={row.id} rowName={row.kolName} version={row.version} field={field} text={collaborationFieldText(row, columnId === 'tier' ? 'tier' : 'flight')}>{content}</EditCell>;
  };
}
