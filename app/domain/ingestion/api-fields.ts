import * as z from 'zod';
import { isCurrencyCode, parseAmountMinor } from '#app/domain/money.ts';

/** How many items a request may bring (interfaces.md). */
export const MAX_BATCH = 1_000;

/** Control characters and halves of characters cannot be stored or shown; U+0000 would be a database error. */
const CLEAN = /^[^\p{Cc}\p{Cs}]*$/u;

/** A text of one line, trimmed and in the composed form, from one character on. */
export function shortText(maxLength: number) {
  return z.string().trim().min(1).max(maxLength).regex(CLEAN, { error: 'has control characters' }).normalize('NFC');
}

/** A text that may be missing: null, absent and blank all mean none. */
export function optionalText(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(CLEAN, { error: 'has control characters' })
    .nullish()
    .transform((text) => text?.trim() || null);
}

/** An amount from 0 in major units as a decimal string, e.g. "199.00". Read with `amountMinor` once the currency is known. */
export const amountSchema = z
  .string({ error: 'expected a decimal string in major units such as "199.00"' })
  .regex(/^\d{1,13}(\.\d{1,10})?$/, { error: 'expected a decimal string in major units such as "199.00"' })
  .meta({ examples: ['199.00'] });

export const currencySchema = z
  .string()
  .refine(isCurrencyCode, { error: 'expected an ISO 4217 code such as CNY' })
  .meta({ pattern: '^[A-Z]{3}$', examples: ['CNY'] });

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** An ISO 8601 instant with its offset, as a Date. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 instant with offset such as 2026-07-02T10:00:00+08:00' })
  .refine((text) => Date.parse(text) >= EARLIEST_MS && Date.parse(text) < LATEST_MS, { error: 'is too far from today' })
  .transform((text) => new Date(text));

/**
 * Turns amount texts of one item into minor units of its currency; adds an issue for each that has more decimals than the
 * currency or is beyond a safe integer.
 */
export function amountsMinor<Field extends string>(
  item: Readonly<Record<Field, string>> & { readonly currency: string }, fields: readonly Field[], context: z.core.$RefinementCtx,
): Record<Field, number> | null {
  const minor: Partial<Record<Field, number>> = {};
  let complete = true;
  for (const field of fields) {
    const amount = parseAmountMinor(item[field], item.currency);
    if (amount !== null) {
      minor[field] = amount;
      continue;
    }
    complete = false;
    context.issues.push({ code: 'custom', path: [field], input: item[field], message: `is no amount in ${item.currency}: too many decimals or too large`, params: { code: 'too_precise' } });
  }
  return complete && isComplete(minor, fields) ? minor : null;
}

function isComplete<Field extends string>(minor: Partial<Record<Field, number>>, fields: readonly Field[]): minor is Record<Field, number> {
  return fields.every((field) => minor[field] !== undefined);
}
