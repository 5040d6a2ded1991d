import type { MatrixPlan } from '#app/domain/campaign.ts';
import { TIERS } from '#app/domain/kol.ts';
import { parseBasisPoints } from '#app/domain/ratio.ts';

export interface TypedPlan {
  readonly plan: MatrixPlan;
  readonly reserveBasisPoints: number;
}

/** A plan as typed: `topSlots`, `topShare` (percent) and so on, and `reserve`; null with the fields that are no number. */
export function readPlan(values: Readonly<Record<string, string>>): { readonly typed: TypedPlan | null; readonly bad: readonly string[] } {
  const bad: string[] = [];
  const read = (name: string, parse: (text: string) => number | null): number => {
    const value = parse((values[name] ?? '').trim());
    if (value === null) bad.push(name);
    return value ?? 0;
  };
  const [top, mid, emerging] = TIERS.map((tier) => ({ slots: read(`${tier}Slots`, count), shareBasisPoints: read(`${tier}Share`, parseBasisPoints) }));
  const reserveBasisPoints = read('reserve', parseBasisPoints);
  return bad.length === 0 && top && mid && emerging ? { typed: { plan: { top, mid, emerging }, reserveBasisPoints }, bad } : { typed: null, bad };
}

function count(typed: string): number | null {
  return /^\d{1,4}$/.test(typed) ? Number(typed) : null;
}
