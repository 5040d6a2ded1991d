import type { KolChange } from './kol-edit.ts';
import { readKolField } from './kol-edit.ts';

/** What can be done to many KOLs at once. */
export const BULK_ACTIONS = ['tier', 'status', 'add-vertical', 'remove-vertical', 'archive', 'delete'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export type BulkReading = { readonly status: 'change'; readonly change: KolChange } | { readonly status: 'delete' } | { readonly status: 'unreadable' };

/** What a bulk action with its value means; `unreadable` where the value is none of its kind. */
export function readBulkAction(action: BulkAction, value: string): BulkReading {
  switch (action) {
    case 'tier':
    case 'status': {
      const reading = readKolField(action, value, { currency: 'CNY' });
      return reading.ok ? { status: 'change', change: reading.change } : { status: 'unreadable' };
    }
    case 'add-vertical':
    case 'remove-vertical': {
      const reading = readKolField('verticals', value, { currency: 'CNY' });
      const verticals = reading.ok ? (reading.change.verticals ?? []) : [];
      if (verticals.length === 0) return { status: 'unreadable' };
      return { status: 'change', change: action === 'add-vertical' ? { addVerticals: verticals } : { removeVerticals: verticals } };
    }
    case 'archive':
      return { status: 'change', change: { status: 'archived' } };
    case 'delete':
      return { status: 'delete' };
  }
}
