import type { ImportKind, ImportStatus } from './import-run.ts';
import { canTakeImportStep } from './import-run.ts';

/** What may keep an import from being undone: something came after it that rests upon it. In the order in which they are told. */
export const UNDO_OBSTACLES = [
  'kols-changed', 'accounts-changed', 'campaigns-changed', 'plans-changed', 'collaborations-changed', 'costs-changed', 'payments-changed', 'posts-changed', 'snapshots-changed', 'orders-changed',
  'collaborations-of-kols', 'accounts-added', 'proposals-of-kols', 'collaborations-of-campaigns',
  'clicks', 'credited-orders', 'posts-added', 'costs-added', 'payments-added', 'decided-proposals', 'replacements', 'coupons-taken',
  'snapshots-added', 'corrections', 'briefs', 'payments-since', 'decisions-since', 'refunds-since', 'periods-closed',
] as const;
export type UndoObstacle = (typeof UNDO_OBSTACLES)[number];

/** How many of each were found. */
export type UndoFindings = Readonly<Partial<Record<UndoObstacle, number>>>;

export interface UndoReason {
  readonly obstacle: UndoObstacle;
  readonly count: number;
}

/** Why an import cannot be undone; empty when it can. */
export function undoReasons(findings: UndoFindings): UndoReason[] {
  return UNDO_OBSTACLES.flatMap((obstacle) => {
    const count = findings[obstacle] ?? 0;
    return count > 0 ? [{ obstacle, count }] : [];
  });
}

/** Whether an import stands where it can be undone. One that is undone already is no failure: what was asked for is so. */
export function undoStanding(status: ImportStatus): 'possible' | 'already-undone' | 'not-applied' {
  if (status === 'undone') return 'already-undone';
  return canTakeImportStep(status, 'undo') ? 'possible' : 'not-applied';
}

/**
 * Whether enough was kept to undo an import: what it found, for whatever it changed, and for what it made too, but for orders, which carry
 * the import's id. Imports of before the portal kept that cannot be undone.
 */
export function isUndoKept(kind: ImportKind, { created, updated, images }: { readonly created: number; readonly updated: number; readonly images: number }): boolean {
  return images > 0 || (kind === 'orders' ? updated : created + updated) === 0;
}

/** The sentence of a reason, for the command line; pages have their own in each language. */
export function undoReasonText({ obstacle, count }: UndoReason): string {
  return `${count} ${SENTENCES[obstacle]}`;
}

const SENTENCES: Readonly<Record<UndoObstacle, string>> = {
  'kols-changed': 'KOLs of this import were changed since',
  'accounts-changed': 'accounts of this import were changed since',
  'campaigns-changed': 'campaigns of this import were changed since',
  'plans-changed': 'tiers of campaigns of this import were changed since',
  'collaborations-changed': 'collaborations of this import were changed since',
  'costs-changed': 'costs of this import were changed or released since',
  'payments-changed': 'payments of this import were changed since',
  'posts-changed': 'posts of this import were changed since',
  'snapshots-changed': 'snapshots of this import were changed since',
  'orders-changed': 'orders of this import were changed or confirmed since',
  'collaborations-of-kols': 'collaborations use KOLs of this import',
  'accounts-added': 'accounts were added to KOLs of this import',
  'proposals-of-kols': 'open proposals name KOLs of this import as candidates',
  'collaborations-of-campaigns': 'collaborations stand in campaigns of this import',
  'clicks': 'collaborations of this import have clicks',
  'credited-orders': 'orders are credited to collaborations of this import',
  'posts-added': 'posts were added to collaborations of this import',
  'costs-added': 'costs were added to collaborations of this import',
  'payments-added': 'payments were added to collaborations of this import',
  'decided-proposals': 'proposals for collaborations of this import were decided',
  'replacements': 'collaborations replace those of this import',
  'coupons-taken': 'coupons that would be given back are used by other collaborations now',
  'snapshots-added': 'snapshots of posts of this import were added since',
  'corrections': 'snapshots of this import were corrected by hand',
  'briefs': 'briefs or scripts were written for collaborations of this import',
  'payments-since': 'payments of these collaborations were requested, approved or paid since',
  'decisions-since': 'proposals for these collaborations were accepted since',
  'refunds-since': 'refunds of orders of this import arrived since',
  'periods-closed': 'costs and payments of this import are dated into months that finance closed',
};
