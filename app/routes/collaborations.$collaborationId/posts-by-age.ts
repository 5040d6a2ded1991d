import type { PostLine } from '#db/queries/collaboration-pages.server.ts';
import { groupBy } from '#app/domain/group.ts';

const HOUR_MS = 3_600_000;

/** The posts of a collaboration, each with the last counts taken up to each fixed age (product.md section 8) and the latest of all. */
export function postsByAge(lines: readonly PostLine[], ageHours: readonly number[], now: Date) {
  return [...groupBy(lines, (line) => line.id).values()].flatMap((snapshots) => {
    const [post] = snapshots;
    if (!post) return [];
    const taken = snapshots.flatMap((line) => (line.capturedAt === null ? [] : [{ ...line, capturedAt: line.capturedAt }]));
    const reached = ageHours.filter((hours) => post.publishedAt.getTime() + hours * HOUR_MS <= now.getTime());
    const ages = reached.flatMap((hours) => {
      const limit = post.publishedAt.getTime() + hours * HOUR_MS;
      const last = taken.findLast((line) => line.capturedAt.getTime() <= limit);
      return last ? [{ key: `${hours}`, hours, counts: countsOf(last) }] : [];
    });
    const latest = taken[taken.length - 1];
    return [{ id: post.id, url: post.url, platform: post.platform, publishedAt: post.publishedAt, rows: [...ages, ...(latest ? [{ key: 'latest', hours: null, counts: countsOf(latest) }] : [])] }];
  });
}

function countsOf({ capturedAt, views, impressions, likes, comments, shares, saves, positiveComments, negativeComments }: PostLine & { readonly capturedAt: Date }) {
  return { capturedAt, views, impressions, likes, comments, shares, saves, positiveComments, negativeComments };
}
