/** Counts of a post as a platform reported them at an instant; null is "not reported". */
export interface ContentCounts {
  readonly views: number | null;
  readonly impressions: number | null;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly saves: number | null;
  readonly positiveComments: number | null;
  readonly neutralComments: number | null;
  readonly negativeComments: number | null;
}

export interface MetricSnapshot extends ContentCounts {
  readonly capturedAt: Date;
}

export interface PublishedContent {
  readonly publishedAt: Date;
  readonly snapshots: readonly MetricSnapshot[];
}

export interface ContentAtAge {
  readonly ageHours: number;
  readonly counts: ContentCounts;
  /** Posts that are counted, of all published ones; the others have no snapshot at this age. */
  readonly counted: number;
  readonly published: number;
}

const MS_PER_HOUR = 3_600_000;

/** A figure read up to a tenth of the age too early still stands for that age: nobody exports at the very hour. */
const EARLY_SHARE = 0.1;

/**
 * The snapshot that stands for each fixed age of a post (product.md section 8). A snapshot stands for the latest age it had
 * reached when it was captured (with a tenth of grace, but never for an age that the post has not reached by the data instant);
 * where several stand for one age, the closest to it does, the earlier on a tie. So a late export still counts, young figures
 * never pass for old ones, and an age without a snapshot is simply missing: the card falls back to an earlier age.
 *
 * @param ageHours fixed ages of the policy, in any order
 */
export function snapshotsByAge<Snapshot extends MetricSnapshot>(
  content: { readonly publishedAt: Date; readonly snapshots: readonly Snapshot[] }, dataAt: Date, ageHours: readonly number[],
): Map<number, Snapshot> {
  const lived = (dataAt.getTime() - content.publishedAt.getTime()) / MS_PER_HOUR;
  const reached = ageHours.filter((age) => age <= lived).sort((a, b) => a - b);
  const byAge = new Map<number, Snapshot>();
  const distanceMs = (snapshot: MetricSnapshot, age: number) =>
    Math.abs(snapshot.capturedAt.getTime() - content.publishedAt.getTime() - age * MS_PER_HOUR);
  for (const snapshot of [...content.snapshots].sort((a, b) => a.capturedAt.getTime() - b.capturedAt.getTime())) {
    if (snapshot.capturedAt > dataAt) continue;
    const hours = (snapshot.capturedAt.getTime() - content.publishedAt.getTime()) / MS_PER_HOUR;
    const age = reached.findLast((fixed) => hours >= fixed * (1 - EARLY_SHARE));
    if (age === undefined) continue;
    const known = byAge.get(age);
    if (!known || distanceMs(snapshot, age) < distanceMs(known, age)) byAge.set(age, snapshot);
  }
  return byAge;
}

/**
 * The posts of a collaboration at one age: the age at which most of them have a snapshot, the latest such age. Counts are
 * summed over those posts; a count that one of them does not report is not reported for the sum. Null before the first age.
 */
export function contentAtLatestAge(posts: readonly PublishedContent[], dataAt: Date, ageHours: readonly number[]): ContentAtAge | null {
  return contentAtEveryAge(posts, dataAt, ageHours).reduce<ContentAtAge | null>(
    (best, candidate) => (best === null || candidate.counted >= best.counted ? candidate : best),
    null,
  );
}

/** The same for every age that has a snapshot, in ascending order: what a collaboration is to its peers at each age. */
export function contentAtEveryAge(posts: readonly PublishedContent[], dataAt: Date, ageHours: readonly number[]): ContentAtAge[] {
  const published = posts.filter((post) => post.publishedAt <= dataAt);
  const byAge = published.map((post) => snapshotsByAge(post, dataAt, ageHours));
  return [...ageHours]
    .sort((a, b) => a - b)
    .flatMap((age) => {
      const snapshots = byAge.flatMap((known) => known.get(age) ?? []);
      if (snapshots.length === 0) return [];
      return [{ ageHours: age, counts: sumCounts(snapshots), counted: snapshots.length, published: published.length }];
    });
}

function sumCounts(snapshots: readonly ContentCounts[]): ContentCounts {
  const sum = (key: keyof ContentCounts): number | null =>
    snapshots.reduce<number | null>((total, snapshot) => {
      const count = snapshot[key];
      return total === null || count === null ? null : total + count;
    }, 0);
  return {
    views: sum('views'), impressions: sum('impressions'), likes: sum('likes'), comments: sum('comments'), shares: sum('shares'),
    saves: sum('saves'), positiveComments: sum('positiveComments'), neutralComments: sum('neutralComments'),
    negativeComments: sum('negativeComments'),
  };
}
