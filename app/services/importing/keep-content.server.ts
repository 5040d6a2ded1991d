import type { ContentChange } from '../plan-content.server.ts';
import type { ImportContext } from './importer.ts';
import { shownContent } from './shown-fields.ts';

/** Writes posts and their snapshots and notes what that changes; `lineOf` says where the report of a change stands. */
export async function keepContent(planned: readonly ContentChange[], lineOf: (index: number) => number, { changes }: ImportContext, write: () => Promise<void>): Promise<void> {
  for (const { index, post, counts } of planned) {
    // A further snapshot of a known post is something new; what the post was like before says nothing about it.
    const isNew = !post.before || (counts !== null && !counts.before);
    const shownPost = post.before === post.after ? null : post.after;
    const subject = {
      line: lineOf(index), subjectKind: 'content' as const, subjectId: post.after.collaboration_id, label: post.after.url,
      after: shownContent(shownPost, counts?.after ?? null),
    };
    if (isNew) changes.noteCreated(subject);
    else changes.noteUpdated({ ...subject, before: shownContent(post.before ?? null, counts?.before ?? null) });
  }
  const posts = planned.flatMap(({ post }) => (post.before === post.after ? [] : [post.after.id]));
  const snapshots = planned.flatMap(({ counts }) =>
    (counts ? [`${counts.after.content_id} ${counts.after.captured_at.toISOString()} ${counts.after.source}`] : []));
  await changes.keeping([{ table: 'content', keys: [...new Set(posts)] }, { table: 'content_metric', keys: [...new Set(snapshots)] }], write);
}
