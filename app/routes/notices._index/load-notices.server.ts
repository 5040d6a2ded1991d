import type { NoticeRow } from '#db/queries/notice.server.ts';
import { listNoticeRows } from '#db/queries/notice.server.ts';
import { concerningKinds, NOTICE_RULES, readKinds } from '#app/domain/notice.ts';
import type { NoticeKind, NoticeSeverity } from '#app/domain/notice.ts';
import { detectLocale } from '#app/i18n/locale.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { NoticeAudience } from '#app/lib/notice-text.server.ts';
import { noticeText } from '#app/lib/notice-text.server.ts';
import { noticeReader } from '#app/services/read-notices.server.ts';

export const SHOWS = ['open', 'unread', 'all'] as const;
export type Show = (typeof SHOWS)[number];
const PAGE_ROWS = 30;

/** An alert as it is shown to one person: its text was made for their language and rights, and its facts stay here. */
export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly happenedAt: Date;
  readonly overAt: Date | null;
  readonly isRead: boolean;
}

/** A page of a person's alerts, by what the address asks for. */
export async function loadNotices({ db, workspaceId, actor, request, url, can }: RequestContext) {
  const show = SHOWS.find((one) => one === url.searchParams.get('show')) ?? 'open';
  const reader = await noticeReader(db, { workspaceId, userId: actor.id ?? '', permissions: actor.permissions, seat: actor.seat });
  const kinds = readKinds(reader);
  const kind = kinds.find((one) => one === url.searchParams.get('kind')) ?? null;
  const question = { userId: actor.id ?? '', kinds: kind === null ? kinds : [kind], seat: actor.seat, show };
  const [after, before] = [url.searchParams.get('after'), url.searchParams.get('before')];
  const page = after === null ? (before === null ? null : { direction: 'before' as const, cursor: before }) : { direction: 'after' as const, cursor: after };
  const found = await listNoticeRows(db, workspaceId, question, { page, limit: PAGE_ROWS });
  const audience = { locale: detectLocale(request.headers), seesCosts: can('costs:read'), timeZone: actor.workspace.timeZone };
  return {
    show, kind, kinds, concerning: concerningKinds(actor.permissions).length, notices: found.rows.map((row) => viewOf(row, audience)), before: found.before, after: found.after,
  };
}

function viewOf(row: NoticeRow, audience: NoticeAudience): NoticeView {
  const { title, text, path } = noticeText(row.facts, audience);
  return { id: row.id, kind: row.kind, severity: NOTICE_RULES[row.kind].severity, title, text, path, happenedAt: row.happenedAt, overAt: row.overAt, isRead: row.isRead };
}
