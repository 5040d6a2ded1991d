import type { AuditQuestion } from '#db/queries/audit-pages.server.ts';
import { AUDIT_ACTOR_KINDS } from '#app/domain/permission.ts';
import { addDays, dayOf, isCalendarDay, startOfDay } from '#app/domain/period.ts';
import { daySpan, sharedDays } from '#app/domain/relative-period.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';

/** What the audit log can be asked, on the page and as a file. */
export const auditSpec: TableSpec = {
  sortable: [], defaultSort: [],
  filters: { actor: AUDIT_ACTOR_KINDS, action: 'text', subject: 'text' },
  excludable: ['actor', 'action', 'subject'], dates: ['at'],
  keeps: { subject: 'text', from: 'text', to: 'text' }, where: { texts: ['name', 'reason'], empties: ['reason'] },
};

export function auditQuestion({ search, filters, excluded, kept, dates, where }: TableQuery, { timeZone, now }: { readonly timeZone: string; readonly now: Date }): AuditQuestion {
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const fixed = { from: day(kept?.['from']), through: day(kept?.['to']) };
  const today = dayOf(now, timeZone);
  const relative = daySpan(dates?.['at'] ?? '', today);
  const { from, through } = relative === null ? fixed : sharedDays(fixed, relative);
  return {
    search, actorKinds: filters['actor'], actions: filters['action'], subjectKinds: filters['subject'], subjectId: kept?.['subject'],
    ...(excluded && { not: { actorKinds: excluded['actor'], actions: excluded['action'], subjectKinds: excluded['subject'] } }), from: from === null ? undefined : startOfDay(from, timeZone),
    before: through === null ? undefined : startOfDay(addDays(through, 1), timeZone), where: askFilter(where, { seen: { today, timeZone } }),
  };
}
