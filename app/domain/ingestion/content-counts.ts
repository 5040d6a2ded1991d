import type { JsonObject } from '#app/domain/json.ts';

/** What a platform counts of a post, in the order in which it is shown. */
export const CONTENT_COUNTS = [
  'impressions', 'views', 'likes', 'comments', 'shares', 'saves', 'follows', 'positiveComments', 'neutralComments', 'negativeComments',
] as const;
export type ContentCount = (typeof CONTENT_COUNTS)[number];

/** All counts of a post at an instant; null is "not reported", never 0. */
export type AllCounts = Readonly<Record<ContentCount, number | null>>;

/** The counts that differ between two states of a snapshot. */
export function changedCounts(before: AllCounts, after: AllCounts): ContentCount[] {
  return CONTENT_COUNTS.filter((count) => before[count] !== after[count]);
}

/** Counts as JSON keeps them; what it does not hold was not reported. */
export function countsFromJson(kept: JsonObject): AllCounts {
  const counts = CONTENT_COUNTS.map((count) => [count, typeof kept[count] === 'number' ? kept[count] : null] as const);
  return Object.fromEntries(counts) as Record<ContentCount, number | null>; // every name is in the list
}
