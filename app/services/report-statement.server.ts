import type { Kysely } from 'kysely';
import { findLedgerTotals } from '#db/queries/finance-ledger.server.ts';
import type { Database } from '#db/schema.ts';
import type { Spend, SpendGroup } from '#app/domain/finance/kol-spend.ts';
import { groupBy } from '#app/domain/group.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { CollaborationSpend, SpendReportInput } from './report-kol-spend.server.ts';
import { reportCollaborationSpend, totalSpend } from './report-kol-spend.server.ts';

export interface StatementInput extends SpendReportInput {
  readonly by: SpendGroup;
}

export interface StatementRow {
  /** Of a KOL, tier, campaign (its slug) or collaboration. */
  readonly key: string;
  /** Of a KOL or campaign; empty for a tier, whose word is the page's. */
  readonly name: string;
  readonly collaborations: number;
  readonly orders: number;
  readonly spend: Spend & { readonly roi: string | null };
}

/**
 * The one statement that page, print, CSV, workbook, API and command line show: a row for each KOL, tier, campaign or collaboration, each the sum of its lines, and the
 * sum of the rows (product.md section 12).
 */
export async function reportStatement(db: Kysely<Database>, input: StatementInput, doing: { readonly now: Date }) {
  const collaborations = await reportCollaborationSpend(db, input, doing);
  const groups = [...groupBy(collaborations, (one) => keyOf(one, input.by))].map(([key, own]): StatementRow => ({
    key, name: nameOf(own[0], input.by), collaborations: own.length, orders: own.reduce((sum, one) => sum + one.orders, 0), spend: totalSpend(own.map((one) => one.spend)),
  }));
  const rows = input.by === 'tier' ? TIERS.flatMap((tier) => groups.filter((row) => row.key === tier)) : groups;
  return { rows, collaborations, total: totalSpend(rows.map((row) => row.spend)), orders: rows.reduce((sum, row) => sum + row.orders, 0) };
}

function keyOf(one: CollaborationSpend, by: SpendGroup): string {
  switch (by) {
    case 'kol':
      return one.kolId;
    case 'tier':
      return one.tier;
    case 'campaign':
      return one.campaignSlug;
    case 'collaboration':
      return one.id;
  }
}

function nameOf(one: CollaborationSpend | undefined, by: SpendGroup): string {
  if (!one || by === 'tier') return '';
  if (by === 'campaign') return one.campaignName;
  return by === 'kol' ? one.kolName : `${one.kolName} · ${one.campaignName}`;
}

/**
 * Whether the ledger says the same as the statement of everything: what is committed apart from commission by share, which has no amount until it is owed, and what is
 * paid. Differences are the statement's figure less the ledger's, reporting currency.
 */
export async function reconcileStatement(db: Kysely<Database>, workspaceId: string, collaborations: readonly CollaborationSpend[]) {
  const ledger = await findLedgerTotals(db, workspaceId);
  const lines = collaborations.flatMap((one) => one.costLines);
  const sum = (amounts: readonly (number | null | undefined)[]) => amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  const commissionMinor = sum(lines.map((cost) => (cost.commissionBasisPoints === null ? 0 : cost.line?.committedMinor)));
  const committedMinor = sum(lines.map((cost) => cost.line?.committedMinor)) - commissionMinor;
  const paidMinor = sum(collaborations.map((one) => one.spend.paidMinor));
  return { ledger, commissionMinor, committedDifferenceMinor: committedMinor - ledger.committedMinor, paidDifferenceMinor: paidMinor - ledger.paidMinor };
}
