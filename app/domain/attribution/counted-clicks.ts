import type { Policy } from '../policy.ts';

/** Why a click looks automated: a search engine's crawler, a messenger's link preview, a browser that fetches ahead, a HEAD request. */
export const AUTOMATIONS = ['crawler', 'preview', 'prefetch', 'head'] as const;
export type Automation = (typeof AUTOMATIONS)[number];

/**
 * Which automated-looking clicks a workspace counts all the same, in click counts and as touches of orders (product.md section 6; none by
 * default). Every click is kept with its label, so that the choice can be taken back.
 */
export function countedAutomations({ countCrawlers, countPreviews, countPrefetches, countHeads }: Policy['attribution']): Automation[] {
  const counts: Record<Automation, boolean> = { crawler: countCrawlers, preview: countPreviews, prefetch: countPrefetches, head: countHeads };
  return AUTOMATIONS.filter((automation) => counts[automation]);
}
