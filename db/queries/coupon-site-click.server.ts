import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';

/** Clicks of people from a referring host on a day. */
export interface ReferredClicks {
  readonly collaborationId: string;
  readonly day: CalendarDay;
  readonly host: string;
  readonly clicks: number;
}

/** Where the clicks of some time came from, by collaboration, day and host; the time is a few days, so that no review reads the whole past. */
export async function listReferredClicks(
  db: Kysely<Database>, workspaceId: string, at: { readonly from: Date; readonly until: Date; readonly timeZone: string },
): Promise<ReferredClicks[]> {
  const { rows } = await sql<ReferredClicks>`
    select collaboration_id as "collaborationId", (clicked_at at time zone ${at.timeZone})::date as day, referrer_host as host, count(*) as clicks
    from click
    where workspace_id = ${workspaceId} and clicked_at >= ${at.from} and clicked_at < ${at.until} and referrer_host is not null and automation is null
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}
