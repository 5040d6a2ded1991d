import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import { NOON } from './workspace.ts';

export interface ClickWishes {
  readonly workspaceId: string;
  readonly collaborationId: string;
  readonly clickedAt?: Date;
  readonly visitorId?: string;
  readonly automation?: string | null;
}

/** A click by a person an hour before noon, by a visitor of its own unless one is given; returns its id. */
export async function aClick(db: Kysely<Database>, wishes: ClickWishes): Promise<string> {
  const clickedAt = wishes.clickedAt ?? new Date(NOON.getTime() - 3_600_000);
  const id = newId(clickedAt.getTime());
  await db
    .insertInto('click')
    .values({
      workspace_id: wishes.workspaceId, clicked_at: clickedAt, id, collaboration_id: wishes.collaborationId, visitor_id: wishes.visitorId ?? newId(),
      address_hash: 1, referrer_host: null, device: 'mobile', country: null, automation: wishes.automation ?? null,
    })
    .execute();
  return id;
}
