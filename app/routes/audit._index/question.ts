import type { AuditQuestion } from '#db/queries/audit-pages.server.ts';
import { AUDIT_ACTOR_KINDS } from '#app/domain/permission.ts';
import { addDays, isCalendarDay, startOfDay } from '#app/domain/period.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';

/** What the audit log can be asked, on the page and as a file. */
export const auditSpec: TableSpec = {
  sortable: [], defaultSort: [],
  filters: { actor: AUDIT_ACTOR_KINDS, action: 'text', subject: 'text' },
  keeps: { subject: 'text', from: 'text', to: 'text' },
};

export function auditQuestion({ search, filters, kept }: TableQuery, timeZone: string): AuditQuestion {
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : undefined);
  const [from, to] = [day(kept?.['from']), day(kept?.['to'])];
  return {
    search, actorKinds: filters['actor'], actions: filters['action'], subjectKinds: filters['subject'], subjectId: kept?.['subject'], from: from === undefined ? undefined : startOfDay(from, timeZone),
    before: to === undefined ? undefined : startOfDay(addDays(to, 1), timeZone),
  };
}
