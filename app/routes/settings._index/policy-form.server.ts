import * as z from 'zod';
import type { JsonObject, JsonValue } from '#app/domain/json.ts';
import type { Policy } from '#app/domain/policy.ts';
import { policySchema } from '#app/domain/policy.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import type { PolicyField } from './fields.ts';
import { POLICY_SECTIONS } from './fields.ts';

const FIELDS: readonly PolicyField[] = POLICY_SECTIONS.flatMap((section): readonly PolicyField[] => section.fields);

export const policyFormSchema = z.strictObject({
  basedOn: z.string().max(10),
  note: z.string().max(500),
  ...Object.fromEntries(FIELDS.map((field) => [field.path, z.string().max(200).optional()])),
});

/** What is wrong with a threshold, with the limit where there is one, in the unit it is typed in. */
export interface PolicyProblem {
  readonly code: 'number' | 'min' | 'max' | 'sum' | 'invalid';
  readonly limit: number | null;
}

/** The policy as texts for the form. */
export function policyValues(policy: Policy): FormValues {
  return Object.fromEntries(FIELDS.map((field) => [field.path, textOf(valueAt(policy, field.path), field)]));
}

function valueAt(policy: Policy, path: string): unknown {
  let value: unknown = policy;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
  return value;
}

function textOf(value: unknown, { kind }: PolicyField): string {
  if (typeof value === 'boolean') return value ? 'on' : '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  return String(kind === 'percent' ? value / 100 : kind === 'share' ? Math.round(value * 1e6) / 1e4 : value);
}

/** Reads the form into a policy; every threshold that does not fit is named with the limit it breaks. */
export function readPolicy(values: FormValues): { policy: Policy | null; problems: Readonly<Record<string, PolicyProblem>> } {
  const problems: Record<string, PolicyProblem> = {};
  const document: JsonObject = {};
  for (const field of FIELDS) {
    const value = readField((values[field.path] ?? '').trim(), field);
    if (value === undefined) problems[field.path] = { code: 'number', limit: null };
    else put(document, field.path, value);
  }
  const split = document['money'];
  if (isObject(split) && isObject(split['paymentSplitBasisPoints'])) split['paymentSplitBasisPoints'] = Object.values(split['paymentSplitBasisPoints']).map((part) => part ?? null);
  const parsed = policySchema.safeParse(document);
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.');
    const place = FIELDS.some((field) => field.path === path) ? path : (FIELDS.find((field) => field.path.startsWith(`${path}.`))?.path ?? path);
    problems[place] ??= problemOf(issue, FIELDS.find((field) => field.path === place));
  }
  return { policy: parsed.success && Object.keys(problems).length === 0 ? parsed.data : null, problems };
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

function put(document: JsonObject, path: string, value: JsonValue): void {
  const keys = path.split('.');
  let at = document;
  for (const key of keys.slice(0, -1)) {
    const next = at[key];
    if (isObject(next)) at = next;
    else at = at[key] = {};
  }
  at[keys.at(-1) ?? ''] = value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemOf(issue: z.core.$ZodIssue, field: PolicyField | undefined): PolicyProblem {
  const typed = (limit: number | bigint) => Number(limit) * (field?.kind === 'share' ? 100 : 1) / (field?.kind === 'percent' ? 100 : 1);
  if (issue.code === 'too_small') return { code: 'min', limit: typed(issue.minimum) };
  if (issue.code === 'too_big') return { code: 'max', limit: typed(issue.maximum) };
  if (issue.code === 'custom') return { code: 'sum', limit: null };
  return { code: issue.code === 'invalid_type' ? 'number' : 'invalid', limit: null };
}
