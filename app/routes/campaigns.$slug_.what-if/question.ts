import { parseAmountMinor } from '#app/domain/money.ts';

/** What may be wished otherwise, as it stands in the address. */
export const WHAT_IF_AMOUNTS = ['budget', 'reserve', 'movable', 'pilot'] as const;
export type WhatIfAmount = (typeof WHAT_IF_AMOUNTS)[number];

export interface WhatIfQuestion {
  readonly amounts: Readonly<Partial<Record<WhatIfAmount, number>>>;
  readonly returnsPercent: number;
  readonly capacityPercent: number;
  /** What was typed, kept for the form. */
  readonly typed: Readonly<Record<string, string>>;
  /** Fields that could not be read; they count as not given. */
  readonly problems: readonly string[];
}

/** Doubling a partner's money brings 62 % more; a partner takes on as much again at most. */
const DEFAULT_RETURNS_PERCENT = 70;
const DEFAULT_CAPACITY_PERCENT = 100;

export function readWhatIf(search: URLSearchParams, currency: string): WhatIfQuestion {
  const typed: Record<string, string> = {};
  const problems: string[] = [];
  const amounts: Partial<Record<WhatIfAmount, number>> = {};
  for (const name of WHAT_IF_AMOUNTS) {
    const text = (search.get(name) ?? '').trim().slice(0, 30);
    if (text === '') continue;
    typed[name] = text;
    const minor = parseAmountMinor(text.replace(/[,，\s]/g, ''), currency);
    if (minor === null || minor < 0) problems.push(name);
    else amounts[name] = minor;
  }
  const percent = (name: string, least: number, most: number, otherwise: number): number => {
    const text = (search.get(name) ?? '').trim().slice(0, 10);
    typed[name] = text === '' ? String(otherwise) : text;
    const value = text === '' ? otherwise : Number(text);
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    problems.push(name);
    return otherwise;
  };
  return { amounts, returnsPercent: percent('returns', 10, 100, DEFAULT_RETURNS_PERCENT), capacityPercent: percent('capacity', 0, 500, DEFAULT_CAPACITY_PERCENT), typed, problems };
}
