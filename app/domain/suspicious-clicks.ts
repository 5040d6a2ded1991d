/** A day of a tracking link that had enough clicks to be looked at. */
export interface ClickDayFacts {
  /** Those that count, and by how many browsers. */
  readonly clicks: number;
  readonly visitors: number;
  readonly automated: number;
  /** Automated clicks of the 14 days before, all together. */
  readonly automatedBefore: number;
}

export type ClickSuspicion =
  | { readonly sign: 'automated'; readonly clicks: number; /** Automated clicks of a usual day. */ readonly usual: number }
  | { readonly sign: 'repeated'; readonly clicks: number; /** How many browsers they came from. */ readonly usual: number };

/** Below these a day tells nothing: crawlers and a few eager friends are everywhere. */
export const LEAST_CLICKS = 100;
export const LEAST_AUTOMATED = 50;
const DAYS_BEFORE = 14;
/** How many times the usual is a jump; how often a browser clicks a link before it is no reader's. */
const JUMP = 5;
const CLICKS_A_VISITOR = 5;

/**
 * Why a day's clicks are suspicious; null when they are not. Crawlers alone are no sign, as most of the visits of any link are theirs, but five times the
 * usual is; and so are clicks that count but come from a fifth as many browsers.
 */
export function suspicionOf({ clicks, visitors, automated, automatedBefore }: ClickDayFacts): ClickSuspicion | null {
  if (clicks >= LEAST_CLICKS && visitors * CLICKS_A_VISITOR <= clicks) return { sign: 'repeated', clicks, usual: visitors };
  if (automated >= LEAST_AUTOMATED && automated * DAYS_BEFORE >= automatedBefore * JUMP) return { sign: 'automated', clicks: automated, usual: Math.round(automatedBefore / DAYS_BEFORE) };
  return null;
}
