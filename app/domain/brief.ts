import * as z from 'zod';
import type { DiffSegment } from './script-diff.ts';
import { diffTexts } from './script-diff.ts';
import { isCalendarDay } from './period.ts';
import { foldText } from './script-phrases.ts';

const longText = z.string().trim().max(4000);
const point = z.string().trim().min(1).max(400);
/** A phrase is looked for by its letters and digits, so it needs one at least. */
const phrase = z.string().trim().min(1).max(200).refine((text) => foldText(text).text !== '', { message: 'phrase' });
const length = z.int().min(1).max(10_000).nullable();
const day = z.string().refine(isCalendarDay, { message: 'day' }).nullable();

const plan = {
  goal: longText.min(1),
  audience: longText,
  sellingPoints: z.array(point).max(30),
  mustSay: z.array(phrase).max(30),
  mustNotSay: z.array(phrase).max(100),
  format: z.string().trim().max(200),
  /** Hints about the script's length, in characters without blanks. */
  minimumLength: length,
  maximumLength: length,
  /** A review or experience post with a purchase link: it must carry the visible mark 广告, or #ad abroad. */
  isReview: z.boolean(),
  /** Whether somebody of legal has to approve; of a review somebody always has. */
  needsLegal: z.boolean(),
};

const lengthsInOrder = {
  check: (brief: { minimumLength: number | null; maximumLength: number | null }) => brief.minimumLength === null || brief.maximumLength === null || brief.minimumLength <= brief.maximumLength,
  told: { path: ['maximumLength'], message: 'order' },
};

/** What a KOL is asked to make: one for each collaboration, in versions (product.md section 4). */
export const briefSchema = z
  .strictObject({ ...plan, /** Last day on which the script is to be handed in. */ scriptDueOn: day, /** Planned day of publication. */ publishOn: day })
  .refine(lengthsInOrder.check, lengthsInOrder.told)
  .refine(({ scriptDueOn, publishOn }) => scriptDueOn === null || publishOn === null || scriptDueOn <= publishOn, { path: ['publishOn'], message: 'order' });
export type Brief = z.infer<typeof briefSchema>;

/** A brief to begin from: without days, which are each collaboration's own. */
export const briefPlanSchema = z.strictObject(plan).refine(lengthsInOrder.check, lengthsInOrder.told);
export type BriefPlan = z.infer<typeof briefPlanSchema>;

export const EMPTY_PLAN: BriefPlan = {
  goal: '', audience: '', sellingPoints: [], mustSay: [], mustNotSay: [], format: '', minimumLength: null, maximumLength: null, isReview: false, needsLegal: false,
};

export const EMPTY_BRIEF: Brief = { ...EMPTY_PLAN, scriptDueOn: null, publishOn: null };

/** What of a brief serves others too: all but its days. */
export function planOf({ scriptDueOn: _scriptDueOn, publishOn: _publishOn, ...shared }: Brief): BriefPlan {
  return shared;
}

/** Whether a script by this brief has to be approved by legal. */
export function isLegalRequired({ isReview, needsLegal }: Pick<Brief, 'isReview' | 'needsLegal'>): boolean {
  return isReview || needsLegal;
}

export type TextField = 'goal' | 'audience' | 'format';
export type ListField = 'sellingPoints' | 'mustSay' | 'mustNotSay';
export type ValueField = Exclude<keyof Brief, TextField | ListField>;

/** How one field of a brief changed from a version to another. */
export type BriefChange =
  | { readonly kind: 'text'; readonly field: TextField; readonly segments: readonly DiffSegment[] }
  | { readonly kind: 'list'; readonly field: ListField; readonly removed: readonly string[]; readonly added: readonly string[] }
  | { readonly kind: 'value'; readonly field: ValueField; readonly before: Brief[ValueField]; readonly after: Brief[ValueField] };

const TEXTS: readonly TextField[] = ['goal', 'audience', 'format'];
const LISTS: readonly ListField[] = ['sellingPoints', 'mustSay', 'mustNotSay'];
const VALUES: readonly ValueField[] = ['minimumLength', 'maximumLength', 'scriptDueOn', 'publishOn', 'isReview', 'needsLegal'];

/** The fields that differ between two versions of a brief; none when they say the same. The order of a list's entries counts as no change. */
export function changesOfBrief(before: Brief, after: Brief): BriefChange[] {
  return [
    ...TEXTS.filter((field) => before[field] !== after[field]).map((field) => ({ kind: 'text' as const, field, segments: diffTexts(before[field], after[field]) })),
    ...LISTS.flatMap((field) => {
      const removed = before[field].filter((entry) => !after[field].includes(entry));
      const added = after[field].filter((entry) => !before[field].includes(entry));
      return removed.length + added.length > 0 ? [{ kind: 'list' as const, field, removed, added }] : [];
    }),
    ...VALUES.filter((field) => before[field] !== after[field]).map((field) => ({ kind: 'value' as const, field, before: before[field], after: after[field] })),
  ];
}
