import type { SpendGroup } from '#app/domain/finance/kol-spend.ts';
import { amountText } from '#app/domain/money.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { CsvCell } from '#app/lib/csv-download.server.ts';
import type { SealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import type { VarianceRow } from './report-variance.server.ts';

/** What a row of money says of its variance: as of now, whatever period the row is of. */
export const VARIANCE_HEADINGS = ['variance_plan', 'variance', 'variance_pct', 'reason_state', 'reason', 'reason_by', 'reason_at'] as const;

export function varianceCells(row: VarianceRow | undefined, currency: string): CsvCell[] {
  if (!row) return VARIANCE_HEADINGS.map(() => null);
  return [
    { decimal: amountText(row.plannedMinor, currency) }, { decimal: amountText(row.minor, currency) }, { decimal: row.basisPoints === null ? null : scaledIntegerText(BigInt(row.basisPoints), 2) },
    row.state, row.note?.reason ?? null, row.note?.writtenByName ?? null, row.note?.writtenAt.toISOString() ?? null,
  ];
}

/** The variances of the rows of a statement, by the rows' keys. Tiers of all campaigns together and single collaborations have none. */
export function variancesBy(by: SpendGroup, variances: readonly VarianceRow[]): ReadonlyMap<string, VarianceRow> {
  if (by === 'kol') return new Map(variances.filter(({ kind }) => kind === 'kol').map((row) => [row.id, row]));
  if (by === 'campaign') return new Map(variances.filter(({ kind }) => kind === 'campaign').map((row) => [row.slug ?? '', row]));
  return new Map();
}

/** Every variance with its reason, a row for each campaign, tier of one and KOL. */
export function varianceTable(rows: readonly VarianceRow[], currency: string): SealedTable {
  return {
    name: 'variance', headings: ['kind', 'name', 'tier', 'campaign', 'id', 'currency', 'committed', ...VARIANCE_HEADINGS],
    rows: rows.map((row) => [row.kind, row.name, row.tier, row.slug, row.id, currency, { decimal: amountText(row.actualMinor, currency) }, ...varianceCells(row, currency)]),
  };
}
