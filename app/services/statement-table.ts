import { amountText } from '#app/domain/money.ts';
import type { CsvCell } from '#app/lib/csv-download.server.ts';
import type { SealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import type { CollaborationSpend } from './report-kol-spend.server.ts';

const HEADINGS = [
  'kol', 'tier', 'campaign', 'collaboration_id', 'line', 'kind', 'status', 'date', 'amount', 'released', 'currency', 'rate', 'reporting_currency', 'planned', 'committed', 'accrued', 'invoiced',
  'paid', 'revenue', 'refunds', 'orders', 'note', 'line_id',
];

/** What a line has of its own; the rest of its cells is empty. */
interface Line {
  readonly line: 'cost' | 'invoice' | 'payment' | 'revenue';
  readonly kind?: string;
  readonly status: string | null;
  readonly date?: string | null;
  readonly amountMinor?: number;
  readonly releasedMinor?: number;
  readonly currency?: string;
  readonly rate?: string | null;
  readonly plannedMinor?: number | null | undefined;
  readonly committedMinor?: number | null | undefined;
  readonly accruedMinor?: number | null | undefined;
  readonly invoicedMinor?: number | null;
  readonly paidMinor?: number | null;
  readonly revenueMinor?: number;
  readonly refundsMinor?: number;
  readonly orders?: number;
  readonly note?: string;
  readonly id?: string;
}

/**
 * A statement line by line: each cost item, invoice and payment in its own currency with its frozen rate and in the reporting currency, and what each collaboration sold.
 * Every figure of the statement is the sum of a column.
 */
export function statementTable(name: string, collaborations: readonly CollaborationSpend[], currency: string): SealedTable {
  return { name, headings: HEADINGS, rows: collaborations.flatMap((one) => linesOf(one).map((line) => cells(one, line, currency))) };
}

function linesOf({ status, costLines, invoiceLines, paymentLines, spend, orders }: CollaborationSpend): Line[] {
  return [
    ...costLines.map((cost): Line => ({
      line: 'cost', kind: cost.kind, status, date: cost.incurredOn, amountMinor: cost.amountMinor, releasedMinor: cost.releasedMinor, currency: cost.currency, rate: cost.rate,
      plannedMinor: cost.line?.plannedMinor, committedMinor: cost.line?.committedMinor, accruedMinor: cost.line?.accruedMinor, note: cost.note, id: cost.id,
    })),
    ...invoiceLines.map((invoice): Line => ({
      line: 'invoice', status: null, date: invoice.issuedOn, amountMinor: invoice.amountMinor, currency: invoice.currency, rate: invoice.rate, invoicedMinor: invoice.countedMinor,
      note: invoice.number, id: invoice.id,
    })),
    ...paymentLines.map((payment): Line => ({
      line: 'payment', kind: payment.stage, status: payment.status, date: payment.paidOn, amountMinor: payment.amountMinor, currency: payment.currency, rate: payment.rate,
      paidMinor: payment.countedMinor, note: payment.reference, id: payment.id,
    })),
    { line: 'revenue', status, revenueMinor: spend.revenueMinor, refundsMinor: spend.refundedMinor, orders },
  ];
}

function cells({ kolName, tier, campaignSlug, id }: CollaborationSpend, line: Line, currency: string): CsvCell[] {
  const own = (minor: number | undefined): CsvCell => ({ decimal: minor === undefined || line.currency === undefined ? null : amountText(minor, line.currency) });
  const counted = (minor: number | null | undefined): CsvCell => ({ decimal: minor === null || minor === undefined ? null : amountText(minor, currency) });
  return [
    kolName, tier, campaignSlug, id, line.line, line.kind ?? null, line.status, line.date ?? null, own(line.amountMinor), own(line.releasedMinor), line.currency ?? null, { decimal: line.rate ?? null },
    currency, counted(line.plannedMinor), counted(line.committedMinor), counted(line.accruedMinor), counted(line.invoicedMinor), counted(line.paidMinor), counted(line.revenueMinor),
    counted(line.refundsMinor), line.orders ?? null, line.note ?? null, line.id ?? null,
  ];
}
