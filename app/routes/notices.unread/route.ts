import { countUnreadNotices, MOST_UNREAD } from '#db/queries/notice.server.ts';
import { readKinds } from '#app/domain/notice.ts';
import { page } from '#app/lib/authorize.server.ts';
import { noticeReader } from '#app/services/read-notices.server.ts';

/** How many open alerts the person has not read: what the bell shows. */
export const loader = page('roster:read', async ({ db, workspaceId, actor }) => {
  if (actor.id === null) return { unread: 0, more: false };
  const reader = await noticeReader(db, { workspaceId, userId: actor.id, permissions: actor.permissions, seat: actor.seat });
  const count = await countUnreadNotices(db, workspaceId, { userId: actor.id, kinds: readKinds(reader), seat: actor.seat });
  return { unread: Math.min(count, MOST_UNREAD), more: count > MOST_UNREAD };
});
