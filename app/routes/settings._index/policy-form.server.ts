import * as z from 'zod';
import type { JsonObject, JsonValue } from '#app/domain/json.ts';
import type { Policy } from '#app/domain/policy.ts';
import { policySchema } from '#app/domain/policy.ts';
import { isObject, put } from '#app/domain/policy-changes.ts';
import { brokenRules } from '#app/domain/policy-rules.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import type { PolicyField, PolicyProblem } from './fields.ts';
import { POLICY_SECTIONS, typedNumber } from './fields.ts';

const FIELDS: readonly PolicyField[] = POLICY_SECTIONS.flatMap((section): readonly PolicyField[] => section.fields);

export const policyFormSchema = z.strictObject({
  intent: z.enum(['save', 'publish', 'discard', 'rebase']),
  revision: z.coerce.number().int().min(0).max(1e9),
  note: z.string().max(500).optional(),
  ...Object.fromEntries(FIELDS.map((field) => [field.path, z.string().max(200).optional()])),
});

/** The policy as texts for the form. */
export function policyValues(policy: Policy): FormValues {
  return Object.fromEntries(FIELDS.map((field) => [field.path, textOf(valueAt(policy, field.path), field)]));
}

function valueAt(policy: Policy, path: string): unknown {
  let value: unknown = policy;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
  return value;
}

function textOf(value: unknown, field: PolicyField): string {
  if (typeof value === 'boolean') return value ? 'on' : '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  return String(typedNumber(value, field));
}

export interface PolicyReading {
  /** Null while a threshold does not fit its range. */
  readonly policy: Policy | null;
  readonly problems: Readonly<Record<string, PolicyProblem>>;
}

/** Reads the form into a policy; every threshold that does not fit, or does not go with another, is named with its value and what was expected. */
export function readPolicy(values: FormValues): PolicyReading {
  const problems: Record<string, PolicyProblem> = {};
  const document: JsonObject = {};
  for (const field of FIELDS) {
    const typed = (values[field.path] ?? '').trim();
    const value = readField(typed, field);
    if (value === undefined) problems[field.path] = { code: typed === '' ? 'missing' : 'number', value: typed, limit: null, other: null };
    else put(document, field.path, value);
  }
  const split = document['money'];
  if (isObject(split) && isObject(split['paymentSplitBasisPoints'])) split['paymentSplitBasisPoints'] = Object.values(split['paymentSplitBasisPoints']).map((part) => part ?? null);
  const parsed = policySchema.safeParse(document);
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.');
    const place = FIELDS.find((field) => field.path === path) ?? FIELDS.find((field) => field.path.startsWith(`${path}.`) || path.startsWith(`${field.path}.`));
    problems[place?.path ?? path] ??= problemOf(issue, place, values);
  }
  if (!parsed.success || Object.keys(problems).length > 0) return { policy: null, problems };
  return { policy: parsed.data, problems: ruleProblems(parsed.data) };
}

/** Thresholds of a policy that do not go together, by path. */
export function ruleProblems(policy: Policy): Readonly<Record<string, PolicyProblem>> {
  return Object.fromEntries(brokenRules(policy).map(({ path, value, code, other, limit }) => [path, { code, value: String(value), limit, other }]));
}

function readField(text: string, { kind, optional }: PolicyField): JsonValue | undefined {
  if (kind === 'flag') return text === 'on';
  if (kind === 'model') return text;
  if (kind === 'hours') return text.split(/[,，、\s]+/).filter(Boolean).map(Number).sort((a, b) => a - b);
  if (text === '') return optional ? null : undefined;
  const number = /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number)) return undefined;
  return kind === 'percent' ? Math.round(number * 100) : kind === 'share' ? Math.round(number * 1e4) / 1e6 : number;
}

function problemOf(issue: z.core.$ZodIssue, field: PolicyField | undefined, values: FormValues): PolicyProblem {
  const value = field ? (values[field.path] ?? '').trim() : '';
  const typed = (limit: number | bigint) => (field ? typedNumber(Number(limit), field) : Number(limit));
  if (issue.code === 'too_small') return { code: 'min', value, limit: typed(issue.minimum), other: null };
  if (issue.code === 'too_big') return { code: 'max', value, limit: typed(issue.maximum), other: null };
  if (issue.code === 'custom') return { code: 'sum', value: sumOf(issue.path.join('.'), values), limit: 100, other: null };
  return { code: issue.code === 'invalid_type' ? 'number' : 'invalid', value, limit: null, other: null };
}

/** What the parts of a whole add up to as they were typed, without the dust of binary fractions. */
function sumOf(path: string, values: FormValues): string {
  const parts = FIELDS.filter((field) => field.path.startsWith(`${path}.`)).map((field) => Number(values[field.path]));
  return String(Math.round(parts.reduce((sum, part) => sum + part, 0) * 1e6) / 1e6);
}
