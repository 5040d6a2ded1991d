import * as z from 'zod';
import type { CalendarDay } from './period.ts';
import { addDays, dayOf, startOfDay } from './period.ts';
import { DISPUTE_WORKING_DAYS } from './policy.ts';
import type { Dimension, MetricKey } from './scoring/metrics.ts';
import { DIMENSIONS, METRIC_KEYS, METRICS } from './scoring/metrics.ts';

/** A figure of a scorecard that somebody may doubt: the score, a dimension of it, or a metric (ux.md 3.6). */
export const DISPUTED_FIGURES = ['score', ...DIMENSIONS, ...METRIC_KEYS] as const satisfies readonly ('score' | Dimension | MetricKey)[];
export type DisputedFigure = (typeof DISPUTED_FIGURES)[number];
export const disputedFigureSchema = z.enum(DISPUTED_FIGURES);

/** `open -> upheld | rejected`, by somebody else than who opened it, or `open -> withdrawn` by who did. */
export const DISPUTE_STATUSES = ['open', 'upheld', 'rejected', 'withdrawn'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** What puts an upheld one right: a report of the content corrected, the cards computed again, or nothing further. */
export const DISPUTE_REMEDIES = ['correction', 'recompute', 'none'] as const;
export type DisputeRemedy = (typeof DISPUTE_REMEDIES)[number];

/** A link as people paste it; nothing but a page of the web is followed by anybody else. */
const evidenceUrl = z.url({ protocol: /^https?$/ }).max(2000);

export const openDisputeSchema = z.strictObject({
  figure: disputedFigureSchema,
  reason: z.string().trim().min(1).max(1000),
  evidenceUrl: z.union([z.literal(''), evidenceUrl]).default(''),
});
export type OpenDisputeInput = z.infer<typeof openDisputeSchema>;

export const answerDisputeSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('upheld'), answer: z.string().trim().min(1).max(1000), remedy: z.enum(DISPUTE_REMEDIES) }),
  z.strictObject({ decision: z.literal('rejected'), answer: z.string().trim().min(1).max(1000) }),
]);
export type AnswerDisputeInput = z.infer<typeof answerDisputeSchema>;

/** Why somebody may not answer or withdraw; null where they may. */
export type DisputeRefusal = 'already-answered' | 'own-dispute' | 'not-yours';

interface Held {
  readonly status: DisputeStatus;
  readonly openedBy: string | null;
}

/** Nobody answers their own doubt. */
export function refuseAnswer({ status, openedBy }: Held, personId: string | null): DisputeRefusal | null {
  if (status !== 'open') return 'already-answered';
  return openedBy !== null && openedBy === personId ? 'own-dispute' : null;
}

/** Only who doubted can say that they doubt no more. */
export function refuseWithdrawal({ status, openedBy }: Held, personId: string | null): DisputeRefusal | null {
  if (status !== 'open') return 'already-answered';
  return openedBy === null || openedBy !== personId ? 'not-yours' : null;
}

/** The last moment of the third working day after the one on which it was opened, in the workspace's zone. */
export function disputeDueAt(openedAt: Date, timeZone: string): Date {
  const lastDay = addWorkingDays(dayOf(openedAt, timeZone), DISPUTE_WORKING_DAYS);
  return new Date(startOfDay(addDays(lastDay, 1), timeZone).getTime() - 1);
}

/** So many days further on which people work, Monday to Friday: public holidays are not known. */
export function addWorkingDays(day: CalendarDay, days: number): CalendarDay {
  let [at, left] = [day, days];
  while (left > 0) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

function isWorkingDay(day: CalendarDay): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The metric that a figure is; null for the score and the dimensions. */
export function metricOf(figure: DisputedFigure): MetricKey | null {
  return METRIC_KEYS.find((key) => key === figure) ?? null;
}

/** Whether a figure tells what something cost: without sight of costs its value is shown to nobody. */
export function tellsCost(figure: DisputedFigure): boolean {
  const metric = metricOf(figure);
  if (metric === null) return false;
  const { of, per } = METRICS[metric];
  return of.includes('costMinor') || per.includes('costMinor');
}
