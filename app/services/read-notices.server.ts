import type { Kysely } from 'kysely';
import { findNoticePreference, insertReceipts, setReadUntil } from '#db/queries/notice.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { NoticeReader } from '#app/domain/notice.ts';
import type { Permission, Seat } from '#app/domain/permission.ts';

type Db = Kysely<Database>;

/** Who asks: a person with what they may do. */
export interface AskingReader {
  readonly workspaceId: string;
  readonly userId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly seat: Seat | null;
}

/** A person as a reader of notices, with what they muted. */
export async function noticeReader(db: Db, { workspaceId, userId, permissions, seat }: AskingReader): Promise<NoticeReader> {
  const preference = await findNoticePreference(db, workspaceId, userId);
  return { permissions, seat, mutedKinds: preference?.mutedKinds ?? [] };
}

/** Marks one as read. */
export async function readNotice(db: Db, { workspaceId, userId, noticeId }: { readonly workspaceId: string; readonly userId: string; readonly noticeId: string }, { now }: { readonly now: Date }): Promise<void> {
  await insertReceipts(db, workspaceId, userId, [noticeId], now);
}

/** Marks everything noted until now as read. */
export async function readAllNotices(db: Db, { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string }, { now }: { readonly now: Date }): Promise<void> {
  await inTransaction(db, (trx) => setReadUntil(trx, workspaceId, userId, now));
}
