import type { PostLine } from '#db/queries/collaboration-pages.server.ts';
import { groupBy } from '#app/domain/group.ts';
import { snapshotsByAge } from '#app/domain/scoring/age.ts';

type TakenLine = PostLine & { readonly capturedAt: Date };

/** The posts of a collaboration, each with the counts that stand for each fixed age it has reached (product.md section 8) and the latest of all. */
export function postsByAge(lines: readonly PostLine[], ageHours: readonly number[], now: Date) {
  return [...groupBy(lines, (line) => line.id).values()].flatMap((snapshots) => {
    const [post] = snapshots;
    if (!post) return [];
    const taken = snapshots.flatMap((line): TakenLine[] => (line.capturedAt === null ? [] : [{ ...line, capturedAt: line.capturedAt }]));
    const served = snapshotsByAge({ publishedAt: post.publishedAt, snapshots: taken }, now, ageHours);
    const ages = [...served].sort(([a], [b]) => a - b).map(([hours, line]) => ({ key: `${hours}`, hours, counts: countsOf(line) }));
    const latest = taken[taken.length - 1];
    return [{
      id: post.id, url: post.url, platform: post.platform, publishedAt: post.publishedAt, unavailableAt: post.unavailableAt,
      rows: [...ages, ...(latest ? [{ key: 'latest', hours: null, counts: countsOf(latest) }] : [])],
    }];
  });
}

function countsOf({ capturedAt, views, impressions, likes, comments, shares, saves, positiveComments, negativeComments }: TakenLine) {
  return { capturedAt, views, impressions, likes, comments, shares, saves, positiveComments, negativeComments };
}
