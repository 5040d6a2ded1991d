import * as z from 'zod';
import type { FieldTexts, MergedField } from '#app/domain/merge.ts';
import { mergedText, mergeFields, overtakenFields } from '#app/domain/merge.ts';
import { readFormData } from './form.server.ts';

/** What a form sends beside its fields: what they were when it was opened, and what was chosen of a conflict that it showed. */
export const BASE_FIELD = 'base';
export const SEEN_FIELD = 'seen';
export const CHOICE_PREFIX = 'choice.';

const textsSchema = z.record(z.string().max(100), z.string().max(20_000));
const seenSchema = z.record(z.string().max(100), z.object({ shown: z.string().max(20_000), mine: z.string().max(20_000), theirs: z.string().max(20_000) }));

export interface VersionedForm {
  /** The form with its choices made and nothing beside its fields: for `readForm`. */
  readonly request: Request;
  /** The fields as they were when the form was opened; empty where it did not say. */
  readonly base: FieldTexts;
}

/**
 * Reads a form that states what it was opened with. Where it showed a conflict, a field takes the text that was chosen for it, unless somebody
 * typed something else into it afterwards: what is typed is never lost.
 */
export async function readVersionedForm(request: Request): Promise<VersionedForm> {
  const form = await readFormData(request);
  const base = jsonOf(textsSchema, form.get(BASE_FIELD)) ?? {};
  const seen = jsonOf(seenSchema, form.get(SEEN_FIELD)) ?? {};
  const body = new URLSearchParams();
  for (const [name, entry] of form.entries()) {
    if (typeof entry !== 'string' || name === BASE_FIELD || name === SEEN_FIELD || name.startsWith(CHOICE_PREFIX)) continue;
    const conflict = seen[name];
    const choice = form.get(`${CHOICE_PREFIX}${name}`);
    const isAsShown = conflict !== undefined && plain(entry) === plain(conflict.shown);
    body.append(name, isAsShown && choice === 'theirs' ? conflict.theirs : isAsShown && choice === 'mine' ? conflict.mine : entry);
  }
  return { request: new Request(request.url, { method: 'POST', body, headers: { cookie: request.headers.get('cookie') ?? '' } }), base };
}

export interface FormConflict {
  /** Fields that somebody else changed, each with the three texts. */
  readonly fields: MergedField[];
  /** The whole form as it would be saved now, with the version that is saved and, as `base`, what is saved. */
  readonly values: Record<string, string>;
  readonly base: Record<string, string>;
}

/** What a form shows when somebody else saved first. Fields that only they changed take their text; of the others what was typed stays. */
export function conflictOf(base: FieldTexts, mine: FieldTexts, theirs: Readonly<Record<string, string>>): FormConflict {
  const known = new Set(Object.keys(theirs));
  const only = (texts: FieldTexts) => Object.fromEntries(Object.entries(texts).filter(([field]) => known.has(field) && field !== 'version'));
  const merged = mergeFields(only(base), only(mine), only(theirs));
  return {
    fields: overtakenFields(merged), base: { ...theirs },
    values: { ...mine, ...Object.fromEntries(merged.map((field) => [field.field, mergedText(field)])), version: theirs['version'] ?? '' },
  };
}

function jsonOf<Schema extends z.ZodType>(schema: Schema, entry: FormDataEntryValue | null): z.output<Schema> | null {
  if (typeof entry !== 'string') return null;
  try {
    return schema.parse(JSON.parse(entry));
  } catch {
    return null;
  }
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
