import type { Permission } from '../permission.ts';
import { IMPORT_FIELDS } from './import-fields.ts';
import type { ImportKind } from './import-run.ts';

/** What an import does to a thing, as a person is shown it before and after. */
export const CHANGE_ACTIONS = ['created', 'updated'] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

export const CHANGE_SUBJECTS = ['kol', 'campaign', 'collaboration', 'content', 'order', 'cost', 'payment'] as const;
export type ChangeSubject = (typeof CHANGE_SUBJECTS)[number];

/**
 * A value that says by its shape how it is read: money in minor units with its currency, a share in basis points, an instant (ISO 8601),
 * a calendar day; `hidden` is something that is known and changed but shown to nobody (a buyer).
 */
export type ShownValue =
  | string | number | boolean | null | string[]
  | { minor: number; currency: string }
  | { basisPoints: number }
  | { at: string }
  | { day: string }
  | { hidden: true };

/** Values by the name of their field in files (interfaces.md), so that one word names it in headings, previews and results. */
export type ShownFields = Record<string, ShownValue>;

export interface FieldDifference {
  readonly field: string;
  readonly before: ShownValue;
  readonly after: ShownValue;
}

/** Two states narrowed to the fields in which they differ, in the order of the later one. */
export function changedShown(before: ShownFields, after: ShownFields): { readonly before: ShownFields; readonly after: ShownFields } {
  const fields = Object.keys(after).filter((field) => !sameShown(before[field] ?? null, after[field] ?? null));
  const only = (from: ShownFields): ShownFields => Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
  return { before: only(before), after: only(after) };
}

function sameShown(a: ShownValue, b: ShownValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const KINDS: Readonly<Record<ChangeSubject, ImportKind>> = {
  kol: 'roster', campaign: 'campaigns', collaboration: 'collaborations', content: 'content', order: 'orders', cost: 'costs', payment: 'payments',
};

/** What a person with these rights is shown of a change; a created thing has nothing before. Amounts of the books need `costs:read`, contacts `contacts:read`. In the order of the kind's fields. */
export function differencesFor(
  change: { readonly subjectKind: ChangeSubject; readonly before: ShownFields | null; readonly after: ShownFields }, can: (permission: Permission) => boolean,
): FieldDifference[] {
  const order = Object.keys(IMPORT_FIELDS[KINDS[change.subjectKind]]);
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return Object.entries(change.after).toSorted(([a], [b]) => place(a) - place(b)).flatMap(([field, after]): FieldDifference[] => {
    const before = change.before?.[field] ?? null;
    const needed = permissionFor(change.subjectKind, field, [before, after]);
    return needed && !can(needed) ? [] : [{ field, before, after }];
  });
}

/** Sales may be seen by everybody who sees collaborations; what the brand pays may not (product.md section 14). */
function permissionFor(subject: ChangeSubject, field: string, values: readonly ShownValue[]): Permission | null {
  if (field === 'contact_email') return 'contacts:read';
  const isCost = subject === 'cost' || subject === 'payment' || (subject !== 'order' && values.some(isMoney));
  return isCost ? 'costs:read' : null;
}

function isMoney(value: ShownValue): boolean {
  return typeof value === 'object' && value !== null && 'minor' in value;
}
