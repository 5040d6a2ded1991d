import { TIER_WORDS } from './ingestion/vocabularies.ts';
import { readWord } from './ingestion/cell-word.ts';
import type { Tier } from './kol.ts';
import { isCalendarDay } from './period.ts';

/** The fields of a collaboration that are edited in its list. Its state changes by steps alone, its money by costs and payments. */
export const COLLABORATION_EDIT_FIELDS = ['tier', 'flight'] as const;
export type CollaborationEditField = (typeof COLLABORATION_EDIT_FIELDS)[number];

export interface CollaborationCellChange {
  readonly tier?: Tier;
  readonly startsOn?: string;
  /** Last day, inclusive. */
  readonly endsOn?: string;
}

/** Reads what was typed into a cell of the list; null where it cannot be read. A flight is two days: 2026-06-15 – 2026-07-30. */
export function readCollaborationField(field: CollaborationEditField, text: string): CollaborationCellChange | null {
  if (field === 'tier') {
    const tier = readWord(text, TIER_WORDS);
    return tier.ok ? { tier: tier.value } : null;
  }
  const days = text.match(/\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/g)?.map(isoDay) ?? [];
  const [startsOn, endsOn] = days;
  return days.length === 2 && startsOn !== undefined && endsOn !== undefined && isCalendarDay(startsOn) && isCalendarDay(endsOn) ? { startsOn, endsOn } : null;
}

function isoDay(text: string): string {
  const [year = '', month = '', day = ''] = text.split(/[-/.年月]/);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A field as the text that `readCollaborationField` reads back to the same value. */
export function collaborationFieldText(row: { readonly tier: Tier; readonly startsOn: string; readonly endsOn: string }, field: CollaborationEditField): string {
  return field === 'tier' ? row.tier : `${row.startsOn} – ${row.endsOn}`;
}
