import * as z from 'zod';
import type { KolDetail } from '#db/queries/kol-detail.server.ts';
import { readCount, readRate, readShare } from '#app/domain/ingestion/cell-number.ts';
import type { Reading } from '#app/domain/ingestion/reading.ts';
import { kolStatusSchema, platformSchema, tierSchema } from '#app/domain/kol.ts';
import { amountText, isCurrencyCode, parseAmountMinor } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import type { SaveKolInput } from '#app/services/save-kol.server.ts';
import type { FieldProblem } from './problems.ts';
import { ACCOUNT_ROWS } from './problems.ts';

const text = (max: number) => z.string().trim().max(max);
const accountShape = Object.fromEntries(
  Array.from({ length: ACCOUNT_ROWS }, (_, row) => row).flatMap((row) =>
    (['platform', 'handle', 'url', 'followers', 'engagement'] as const).map((field) => [`${field}.${row}`, text(2000).optional()] as const)),
);

/** The form as texts; what they mean is read by `readKolFields`, which keeps every text that cannot be read. */
export const kolFormSchema = z.strictObject({
  version: text(20), name: text(400), tier: text(20), status: text(20), verticals: text(5000), price: text(40).optional(), currency: text(10).optional(),
  availableFrom: text(20), exclusiveWith: text(400), female: text(20), young: text(20), cityTier: text(400), contactEmail: text(400).optional(), notes: text(6000),
  ...accountShape,
});

export type KolFields = Omit<SaveKolInput, 'kolId' | 'version'>;

/** Reads the texts of the form; every field that cannot be read is named with what is wrong. */
export function readKolFields(values: FormValues): { fields: KolFields | null; errors: Record<string, FieldProblem> } {
  const errors: Record<string, FieldProblem> = {};
  const value = (field: string) => (values[field] ?? '').trim();
  const optional = (field: string) => value(field) || null;
  const expect = <T>(field: string, problem: FieldProblem, result: T | null | undefined): T | null => {
    if (value(field) === '') return null;
    if (result === null || result === undefined) errors[field] = problem;
    return result ?? null;
  };
  const number = (field: string, problem: FieldProblem, read: (cell: string) => Reading<number>) => expect(field, problem, value(field) === '' ? null : valueOf(read(value(field))));
  const share = (field: string) => number(field, 'percent', (cell) => readShare(cell, 'percent'));

  const name = value('name');
  if (name === '') errors.name = 'required';
  else if (name.length > 200) errors.name = 'tooLong';
  const tier = tierSchema.safeParse(value('tier'));
  if (!tier.success) errors.tier = 'choice';
  const status = kolStatusSchema.safeParse(value('status'));
  if (!status.success) errors.status = 'choice';
  const currency = value('currency').toUpperCase();
  const priceMinor = expect('price', 'amount', positive(parseAmountMinor(value('price').replace(/[,\s]/g, ''), currency)));
  if (value('price') !== '' && !isCurrencyCode(currency)) errors.currency = 'currency';
  const availableFrom = expect('availableFrom', 'date', isCalendarDay(value('availableFrom')) ? value('availableFrom') : null);
  const contactEmail = expect('contactEmail', 'email', z.email().max(254).safeParse(value('contactEmail')).data);
  const accounts = Array.from({ length: ACCOUNT_ROWS }, (_, row) => row).flatMap((row) => {
    const handle = value(`handle.${row}`).replace(/^[@＠]\s*/u, '');
    if (handle === '') return [];
    const platform = platformSchema.safeParse(value(`platform.${row}`));
    if (!platform.success) errors[`platform.${row}`] = 'choice';
    if (handle.length > 200) errors[`handle.${row}`] = 'tooLong';
    const profileUrl = expect(`url.${row}`, 'url', z.url({ protocol: /^https?$/ }).safeParse(value(`url.${row}`)).data);
    const followers = number(`followers.${row}`, 'integer', (cell) => readCount(cell, 0));
    const engagementBasisPoints = number(`engagement.${row}`, 'percent', (cell) => readRate(cell, 'percent'));
    return platform.success ? [{ row, account: { platform: platform.data, handle, profileUrl, followers, engagementBasisPoints } }] : [];
  });
  const seen = new Set<string>();
  for (const { row, account } of accounts) {
    const key = `${account.platform} ${account.handle.toLowerCase()}`;
    if (seen.has(key)) errors[`handle.${row}`] = 'twice';
    seen.add(key);
  }
  const read = {
    verticals: [...new Set(value('verticals').split(/[;；、,，]/).map((each) => each.trim().slice(0, 200)).filter(Boolean))].slice(0, 100),
    priceMinor, priceCurrency: priceMinor === null ? null : currency, audienceFemaleBasisPoints: share('female'), audience18To24BasisPoints: share('young'),
    cityTier: optional('cityTier'), contactEmail, exclusiveWith: optional('exclusiveWith'), availableFrom, notes: value('notes').slice(0, 5000),
    accounts: accounts.map(({ account }) => account),
  };
  if (Object.keys(errors).length > 0 || !tier.success || !status.success) return { fields: null, errors };
  return { fields: { name, tier: tier.data, status: status.data, ...read }, errors };
}

function valueOf(reading: Reading<number>): number | null {
  return reading.ok ? reading.value : null;
}

function positive(minor: number | null): number | null {
  return minor === null || minor < 0 ? null : minor;
}

/** A KOL as the texts of the form. */
export function kolFormValues(kol: KolDetail): FormValues {
  const percent = (basisPoints: number | null) => (basisPoints === null ? '' : scaledIntegerText(BigInt(basisPoints), 2).replace(/\.?0+$/, ''));
  const accounts = kol.accounts.slice(0, ACCOUNT_ROWS).flatMap((account, row) => [
    [`platform.${row}`, account.platform], [`handle.${row}`, account.handle], [`url.${row}`, account.profileUrl ?? ''],
    [`followers.${row}`, account.followers === null ? '' : String(account.followers)], [`engagement.${row}`, percent(account.engagementBasisPoints)],
  ]);
  return {
    version: String(kol.version), name: kol.name, tier: kol.tier, status: kol.status, verticals: kol.verticals.join('; '),
    price: kol.price ? amountText(kol.price.minor, kol.price.currency) : '', currency: kol.price?.currency ?? '', availableFrom: kol.availableFrom ?? '',
    exclusiveWith: kol.exclusiveWith ?? '', female: percent(kol.audienceFemaleBasisPoints), young: percent(kol.audience18To24BasisPoints), cityTier: kol.cityTier ?? '',
    contactEmail: kol.contactEmail ?? '', notes: kol.notes, ...Object.fromEntries(accounts),
  };
}
