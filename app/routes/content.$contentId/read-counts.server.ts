import * as z from 'zod';
import { cleanCell, isNothing } from '#app/domain/ingestion/cell-text.ts';
import { readCount } from '#app/domain/ingestion/cell-number.ts';
import { readInstant } from '#app/domain/ingestion/cell-time.ts';
import type { AllCounts } from '#app/domain/ingestion/content-counts.ts';
import { CONTENT_COUNTS, countsFromJson } from '#app/domain/ingestion/content-counts.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';

const text = z.string().trim().max(500).default('');
const countFields = {
  impressions: text, views: text, likes: text, comments: text, shares: text, saves: text, follows: text, positiveComments: text, neutralComments: text, negativeComments: text,
};
const formSchema = z.strictObject({ intent: z.enum(['add', 'correct', 'undo']), capturedAt: text, source: text, revision: z.coerce.number().int().min(0).default(0), reason: text, ...countFields });

export type ContentProblem = 'count' | 'reason' | 'capturedAt' | 'outside' | 'exists' | 'nothing';

/** What a person typed about a snapshot. A field that is left empty says "not reported". */
export interface TypedSnapshot {
  readonly intent: 'add' | 'correct' | 'undo';
  readonly capturedAt: Date;
  readonly source: string;
  readonly revision: number;
  readonly reason: string;
  readonly counts: AllCounts;
}

export type SnapshotReading =
  | { readonly ok: true; readonly typed: TypedSnapshot; readonly values: FormValues }
  | { readonly ok: false; readonly problems: Readonly<Record<string, ContentProblem>>; readonly values: FormValues };

/** @param timeZone where the clock hangs that an instant without offset was read from */
export async function readSnapshotForm(request: Request, timeZone: string): Promise<SnapshotReading> {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { value, values } = form;
  const problems: Record<string, ContentProblem> = {};
  const counts: Record<string, number | null> = {};
  for (const count of CONTENT_COUNTS) {
    const cell = cleanCell(value[count]);
    const reading = isNothing(cell) ? null : readCount(cell);
    if (reading !== null && !reading.ok) problems[count] = 'count';
    counts[count] = reading?.ok ? reading.value : null;
  }
  if (value.reason === '') problems.reason = 'reason';
  const capturedAt = value.capturedAt === '' ? null : readInstant(value.capturedAt, { zone: timeZone });
  if (!capturedAt?.ok) problems.capturedAt = 'capturedAt';
  if (!capturedAt?.ok || Object.keys(problems).length > 0) return { ok: false, problems, values };
  const { intent, source, revision, reason } = value;
  return { ok: true, typed: { intent, source, revision, reason, capturedAt: capturedAt.value, counts: countsFromJson(counts) }, values };
}
