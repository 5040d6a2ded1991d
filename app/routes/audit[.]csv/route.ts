import { listAuditEvents } from '#db/queries/audit-pages.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { auditQuestion, auditSpec } from '../audit._index/question.ts';

const PART_ROWS = 1_000;
const HEADINGS = ['at', 'actor_kind', 'actor', 'action', 'subject_kind', 'subject_id', 'before', 'after', 'reason', 'id'];

/** The audit log as it is shown: same filters, same order, all rows, written while they are read. */
export const loader = page('audit:read', async ({ db, workspaceId, actor, url, now }) => {
  const question = auditQuestion(parseTableQuery(url.searchParams, auditSpec), { timeZone: actor.workspace.timeZone, now });
  async function* parts() {
    yield [HEADINGS];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(db, workspaceId, question, { page: cursor === null ? null : { direction: 'after', cursor }, limit: PART_ROWS });
      yield part.rows.map((row) => [
        row.at.toISOString(), row.actorKind, row.actorName, row.action, row.subjectKind, row.subjectId, row.before && JSON.stringify(row.before), row.after && JSON.stringify(row.after), row.reason, row.id,
      ]);
      cursor = part.after;
    } while (cursor !== null);
  }
  return csvStream('audit-log.csv', parts());
});
