import { readList } from './ingestion/cell-list.ts';
import { readAmount } from './ingestion/cell-money.ts';
import { readWord } from './ingestion/cell-word.ts';
import { KOL_STATUS_WORDS, TIER_WORDS } from './ingestion/vocabularies.ts';
import type { EditProblem, SkippedRow } from './edit-run.ts';
import type { KolStatus, Tier } from './kol.ts';
import type { Money } from './money.ts';
import { amountText } from './money.ts';

/** The fields of a KOL that are edited in the roster itself, in the order of their columns. Money waits for the server's answer, the rest is shown at once. */
export const KOL_EDIT_FIELDS = ['name', 'tier', 'status', 'price', 'verticals', 'notes'] as const;
export type KolEditField = (typeof KOL_EDIT_FIELDS)[number];

/** What an edit may change of a KOL. */
export interface EditableKol {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly price: Money | null;
  readonly verticals: readonly string[];
  readonly notes: string;
}

/** A change; what is left out stays as it is. */
export interface KolChange {
  readonly name?: string;
  readonly tier?: Tier;
  readonly status?: KolStatus;
  readonly price?: Money | null;
  readonly verticals?: readonly string[];
  readonly addVerticals?: readonly string[];
  readonly removeVerticals?: readonly string[];
  readonly notes?: string;
}

export type KolFieldReading = { readonly ok: true; readonly change: KolChange } | { readonly ok: false; readonly problem: EditProblem; readonly detail: string };

export const MAX_VERTICALS = 100;
const MAX_VERTICAL_LENGTH = 200;
export const MAX_NOTES = 5000;
const MAX_NAME = 200;

/**
 * Reads what was typed or pasted into a cell, as imports read it: 头部, bench, 1.2万, US$500, 美妆；旅行. An empty price is no price, an empty list no
 * verticals; name, tier and status cannot be empty.
 */
export function readKolField(field: KolEditField, text: string, { currency }: { readonly currency: string }): KolFieldReading {
  const unreadable: KolFieldReading = { ok: false, problem: 'unreadable', detail: text.slice(0, 200) };
  switch (field) {
    case 'name': {
      const name = text.replace(/\s+/gu, ' ').trim();
      if (name === '') return unreadable;
      return name.length > MAX_NAME ? { ok: false, problem: 'too-long', detail: String(MAX_NAME) } : { ok: true, change: { name } };
    }
    case 'tier': {
      const tier = readWord(text, TIER_WORDS);
      return tier.ok ? { ok: true, change: { tier: tier.value } } : unreadable;
    }
    case 'status': {
      const status = readWord(text, KOL_STATUS_WORDS);
      return status.ok ? { ok: true, change: { status: status.value } } : unreadable;
    }
    case 'price': {
      if (text.trim() === '') return { ok: true, change: { price: null } };
      const price = readAmount(text, { currency });
      return price.ok ? { ok: true, change: { price: price.value } } : unreadable;
    }
    case 'verticals': {
      const verticals = readList(text, MAX_VERTICAL_LENGTH);
      return verticals.ok ? { ok: true, change: { verticals: verticals.value } } : unreadable;
    }
    case 'notes':
      return text.length > MAX_NOTES ? { ok: false, problem: 'too-long', detail: String(MAX_NOTES) } : { ok: true, change: { notes: text.replaceAll('\r\n', '\n') } };
  }
}

export interface KolEdit {
  readonly id: string;
  /** The version that the person saw; null where they chose by a condition. */
  readonly version: number | null;
  readonly change: KolChange;
}

/** A KOL that an edit changes, before and after, narrowed to the fields in which they differ. */
export interface PlannedKol {
  readonly before: EditableKol;
  readonly after: EditableKol;
  readonly fields: readonly KolEditField[];
}

export interface KolEditPlan {
  readonly changes: readonly PlannedKol[];
  readonly skipped: readonly SkippedRow[];
}

/**
 * What edits do: the one decision behind the preview and the change itself. Each KOL by itself, so that one that cannot be changed hinders no other.
 * @param reason needed where a KOL is blocked
 */
export function planKolEdits(kols: ReadonlyMap<string, EditableKol>, edits: readonly KolEdit[], reason: string): KolEditPlan {
  const changes: PlannedKol[] = [];
  const skipped: SkippedRow[] = [];
  for (const edit of edits) {
    const before = kols.get(edit.id);
    const planned = before ? planOne(before, edit, reason) : 'not-found';
    if (typeof planned === 'string') skipped.push({ id: edit.id, label: before?.name ?? '', problem: planned });
    else changes.push(planned);
  }
  return { changes, skipped };
}

function planOne(before: EditableKol, { version, change }: KolEdit, reason: string): PlannedKol | EditProblem {
  if (version !== null && version !== before.version) return 'stale';
  const after = withChange(before, change);
  const fields = KOL_EDIT_FIELDS.filter((field) => !isSameField(before, after, field));
  if (fields.length === 0) return 'unchanged';
  if (after.status === 'blocked' && before.status !== 'blocked' && reason.trim() === '') return 'reason-missing';
  if (after.verticals.length > MAX_VERTICALS) return 'too-many-verticals';
  return { before, after, fields };
}

function withChange(kol: EditableKol, change: KolChange): EditableKol {
  const removed = new Set((change.removeVerticals ?? []).map(folded));
  const kept = (change.verticals ?? kol.verticals).filter((vertical) => !removed.has(folded(vertical)));
  const present = new Set(kept.map(folded));
  const added = (change.addVerticals ?? []).filter((vertical) => !present.has(folded(vertical)));
  return {
    ...kol, name: change.name ?? kol.name, tier: change.tier ?? kol.tier, status: change.status ?? kol.status, price: change.price === undefined ? kol.price : change.price,
    verticals: [...kept, ...added], notes: change.notes ?? kol.notes,
  };
}

function folded(vertical: string): string {
  return vertical.trim().toLowerCase();
}

/** Whether a field says the same in two states of a KOL. */
export function isSameField(a: EditableKol, b: EditableKol, field: KolEditField): boolean {
  switch (field) {
    case 'price':
      return a.price === null || b.price === null ? a.price === b.price : a.price.minor === b.price.minor && a.price.currency === b.price.currency;
    case 'verticals':
      return a.verticals.length === b.verticals.length && a.verticals.every((vertical, index) => vertical === b.verticals[index]);
    case 'name':
    case 'tier':
    case 'status':
    case 'notes':
      return a[field] === b[field];
  }
}

/** A field as the text that `readKolField` reads back to the same value; what a cell's editor begins with. */
export function kolFieldText(kol: Pick<EditableKol, KolEditField>, field: KolEditField): string {
  switch (field) {
    case 'price':
      return kol.price === null ? '' : `${amountText(kol.price.minor, kol.price.currency)} ${kol.price.currency}`;
    case 'verticals':
      return kol.verticals.join('; ');
    case 'name':
    case 'tier':
    case 'status':
    case 'notes':
      return kol[field];
  }
}
