import { CONFLICT_RULES } from '#app/domain/attribution/conflict.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { readPeriod } from '../attribution._index/period.ts';

/** What the report of conflicts can be asked, on the page and as a file. */
export const conflictSpec: TableSpec = {
  sortable: [], defaultSort: [],
  filters: { rule: CONFLICT_RULES, campaign: 'text', collaboration: 'text' },
  keeps: { from: 'text', through: 'text' },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function conflictQuestion({ filters, kept }: TableQuery, today: CalendarDay) {
  return {
    ...readPeriod(kept, today), rules: filters.rule, campaignSlugs: filters.campaign,
    collaborationIds: filters.collaboration?.filter((id) => UUID.test(id)),
  };
}
