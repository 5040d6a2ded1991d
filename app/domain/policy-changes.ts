import type { JsonObject, JsonValue } from './json.ts';
import type { Policy } from './policy.ts';
import { policySchema } from './policy.ts';

/** A threshold that differs between two states of the policy, by its path: `proposals.reduceProbability`. Lists count as one value. */
export interface PolicyChange {
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** The thresholds in which `is` differs from `was`, in the order of the document. */
export function policyChanges(was: Policy, is: Policy): PolicyChange[] {
  const old = new Map(leaves(was));
  return leaves(is).flatMap(([path, after]) => {
    const before = old.get(path) ?? null;
    return isSame(before, after) ? [] : [{ path, before, after }];
  });
}

/** The same as two objects by path, as the audit log keeps it. */
export function beforeAndAfter(changes: readonly PolicyChange[]): { before: JsonObject; after: JsonObject } {
  return {
    before: Object.fromEntries(changes.map(({ path, before }) => [path, before])),
    after: Object.fromEntries(changes.map(({ path, after }) => [path, after])),
  };
}

/** What became of a threshold of a draft while another version was published. */
export interface Divergence {
  readonly path: string;
  readonly base: JsonValue;
  readonly draft: JsonValue;
  readonly published: JsonValue;
  /** What `rebasePolicy` makes of it. */
  readonly outcome: JsonValue;
  /** Both changed it, and not to the same: one of them has to give way. */
  readonly conflict: boolean;
}

/** Every threshold that the draft or the version published meanwhile changed against the version that the draft is based on. */
export function divergences(base: Policy, draft: Policy, published: Policy): Divergence[] {
  const [drafted, inForce] = [new Map(leaves(draft)), new Map(leaves(published))];
  const rebased = new Map(leaves(rebasePolicy(base, draft, published)));
  return leaves(base).flatMap(([path, was]) => {
    const [mine, theirs, outcome] = [drafted.get(path) ?? null, inForce.get(path) ?? null, rebased.get(path) ?? null];
    const [iChanged, theyChanged] = [!isSame(was, mine), !isSame(was, theirs)];
    if (!iChanged && !theyChanged) return [];
    return [{ path, base: was, draft: mine, published: theirs, outcome, conflict: iChanged && theyChanged && !isSame(mine, theirs) }];
  });
}

/** Thresholds that only make sense together: the four weights of a tier sum to 100, so they move as one. */
const TOGETHER = /^scorecard\.weights\.\w+/;

/**
 * A draft brought up to date: the published version with what the draft changed against its base put on it. Where both changed a threshold
 * the draft's value stands, for it is what somebody is about to decide on.
 */
export function rebasePolicy(base: Policy, draft: Policy, published: Policy): Policy {
  const unitOf = (path: string) => TOGETHER.exec(path)?.[0] ?? path;
  const mine = new Set(policyChanges(base, draft).map(({ path }) => unitOf(path)));
  const drafted = new Map(leaves(draft));
  const merged: JsonObject = {};
  for (const [path, theirs] of leaves(published)) put(merged, path, mine.has(unitOf(path)) ? (drafted.get(path) ?? null) : theirs);
  return policySchema.parse(merged);
}

/** Sets a value at a path such as `roi.greenFrom`; objects on the way are made. */
export function put(document: JsonObject, path: string, value: JsonValue): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let at = document;
  for (const key of keys) {
    const next = at[key];
    if (isObject(next)) at = next;
    else at = at[key] = {};
  }
  at[last] = value;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leaves(value: object, prefix = ''): [path: string, value: JsonValue][] {
  return Object.entries(value).flatMap(([key, each]: [string, JsonValue]): [string, JsonValue][] =>
    isObject(each) ? leaves(each, `${prefix}${key}.`) : [[prefix + key, each]]);
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
