import type { Platform } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { MetricInput, MetricKey } from './metrics.ts';
import { METRICS } from './metrics.ts';

/** A day on which a platform changed what one of its counts means: a trend across it compares two things. */
export interface MetricBreak {
  readonly platform: Platform;
  readonly input: MetricInput;
  readonly fromDay: CalendarDay;
}

export const METRIC_BREAKS: readonly MetricBreak[] = [
  /** Shorts count every start and replay as a view. */
  { platform: 'youtube', input: 'views', fromDay: '2025-03-31' },
  /** `views` replaces impressions and plays. */
  { platform: 'instagram', input: 'views', fromDay: '2025-04-21' },
];

/** The version of a metric's definition on a platform on a day: 1, and one more for every break passed by any of its inputs. */
export function definitionVersion(key: MetricKey, platform: Platform, day: CalendarDay): number {
  const { of, per } = METRICS[key];
  const passed = METRIC_BREAKS.filter(
    (change) => change.platform === platform && day >= change.fromDay && (of.includes(change.input) || per.includes(change.input)),
  );
  return 1 + passed.length;
}
