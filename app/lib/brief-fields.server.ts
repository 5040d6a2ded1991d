import * as z from 'zod';
import type { BriefFieldProblem } from '#app/components/brief-form.tsx';
import type { Brief, BriefPlan } from '#app/domain/brief.ts';
import { briefPlanSchema, briefSchema } from '#app/domain/brief.ts';
import type { FormValues } from './form.server.ts';

const text = z.string().max(40_000).default('');

/** The fields of a brief as a form sends them; what they hold is read by `readBrief` and `readBriefPlan`. */
export const briefPlanFields = {
  goal: text, audience: text, sellingPoints: text, mustSay: text, mustNotSay: text, format: text, minimumLength: text, maximumLength: text,
  isReview: z.literal('on').optional(), needsLegal: z.literal('on').optional(),
};
export const briefFields = { ...briefPlanFields, scriptDueOn: text, publishOn: text };

export type BriefProblems = Readonly<Partial<Record<string, BriefFieldProblem>>>;

/** A brief as texts for the form. */
export function briefValues(brief: BriefPlan & Partial<Pick<Brief, 'scriptDueOn' | 'publishOn'>>): FormValues {
  const lines = (list: readonly string[]) => list.join('\n');
  return {
    goal: brief.goal, audience: brief.audience, sellingPoints: lines(brief.sellingPoints), mustSay: lines(brief.mustSay), mustNotSay: lines(brief.mustNotSay), format: brief.format,
    minimumLength: String(brief.minimumLength ?? ''), maximumLength: String(brief.maximumLength ?? ''), isReview: brief.isReview ? 'on' : '', needsLegal: brief.needsLegal ? 'on' : '',
    scriptDueOn: brief.scriptDueOn ?? '', publishOn: brief.publishOn ?? '',
  };
}

export function readBrief(values: FormValues): { readonly brief: Brief | null; readonly problems: BriefProblems } {
  const day = (name: string) => (values[name] ?? '').trim() || null;
  const parsed = briefSchema.safeParse({ ...typedPlan(values), scriptDueOn: day('scriptDueOn'), publishOn: day('publishOn') });
  return { brief: parsed.success ? parsed.data : null, problems: problemsOf(parsed.error) };
}

export function readBriefPlan(values: FormValues): { readonly plan: BriefPlan | null; readonly problems: BriefProblems } {
  const parsed = briefPlanSchema.safeParse(typedPlan(values));
  return { plan: parsed.success ? parsed.data : null, problems: problemsOf(parsed.error) };
}

function typedPlan(values: FormValues) {
  const lines = (name: string) => [...new Set((values[name] ?? '').split(/\r?\n/).map((line) => line.trim()).filter(Boolean))];
  const length = (name: string) => ((values[name] ?? '').trim() === '' ? null : Number(values[name]));
  const long = (name: string) => (values[name] ?? '').replaceAll('\r\n', '\n');
  return {
    goal: long('goal'), audience: long('audience'), sellingPoints: lines('sellingPoints'), mustSay: lines('mustSay'), mustNotSay: lines('mustNotSay'), format: values.format ?? '',
    minimumLength: length('minimumLength'), maximumLength: length('maximumLength'), isReview: values.isReview === 'on', needsLegal: values.needsLegal === 'on',
  };
}

function problemsOf(error: z.ZodError | undefined): BriefProblems {
  const problems: Record<string, BriefFieldProblem> = {};
  for (const { path, message, code } of error?.issues ?? []) {
    const field = String(path[0] ?? 'form');
    problems[field] ??= problemAt(field, { message, code, isEntry: path.length > 1 });
  }
  return problems;
}

function problemAt(field: string, { message, code, isEntry }: { readonly message: string; readonly code: string; readonly isEntry: boolean }): BriefFieldProblem {
  if (isEntry) return field === 'sellingPoints' ? 'point' : 'phrase';
  if (field === 'minimumLength' || field === 'maximumLength') return message === 'order' ? 'order' : 'length';
  if (field === 'scriptDueOn' || field === 'publishOn') return message === 'order' ? 'publishBefore' : 'day';
  if (field === 'sellingPoints' || field === 'mustSay' || field === 'mustNotSay') return 'many';
  return code === 'too_small' ? 'required' : 'long';
}
