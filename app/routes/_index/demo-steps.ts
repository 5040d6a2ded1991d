import type { AuditAction } from '#app/domain/audit-action.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { Permission } from '#app/domain/permission.ts';
import type { SeenStep } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';

/** What tells in the audit log that somebody took a step. */
const TAKEN_BY = {
  judge: ['proposal.accept', 'proposal.reject'],
  import: ['import.apply'],
  pay: ['payment.approve', 'payment.pay'],
  reuse: ['asset.reuse', 'asset.take'],
  invite: ['person.add'],
} as const satisfies Readonly<Record<string, readonly AuditAction[]>>;

export const DEMO_STEP_ACTIONS: readonly AuditAction[] = Object.values(TAKEN_BY).flat();

export interface DemoStep {
  readonly key: SeenStep | keyof typeof TAKEN_BY | 'own';
  readonly done: boolean;
  /** Null where it is not done in the portal. */
  readonly to: string | null;
  /** A page that is only looked at: remembered when it is opened. */
  readonly isLook: boolean;
}

interface Newcomer {
  readonly can: (permission: Permission) => boolean;
  /** Kinds of files that the person may import. */
  readonly importKinds: readonly ImportKind[];
  /** Which of `DEMO_STEP_ACTIONS` the person has done. */
  readonly did: ReadonlySet<string>;
  readonly seen: readonly SeenStep[];
  /** A collaboration that sold something. */
  readonly collaborationId: string | null;
}

/**
 * The demo's first steps for a person: what it is there to show, what their role does in it, and how to go on with data of one's own (ux.md
 * section 1.1). None leads to a page that the role cannot open.
 */
export function demoSteps({ can, importKinds, did, seen, collaborationId }: Newcomer): DemoStep[] {
  const look = (key: SeenStep, to: string): DemoStep => ({ key, done: seen.includes(key), to, isLook: true });
  const step = (key: keyof typeof TAKEN_BY, to: string | null): DemoStep[] => (to === null ? [] : [{ key, done: TAKEN_BY[key].some((action) => did.has(action)), to, isLook: false }]);
  const [kind] = importKinds;
  return [
    look('drill', collaborationId === null ? paths.collaborations('?sort=-revenue') : paths.collaborationOrders({ collaborationId })),
    look('why', collaborationId === null ? paths.scorecards() : paths.scorecard({ collaborationId })),
    ...step('judge', can('proposals:decide') ? paths.proposals() : null),
    ...step('pay', can('payments:approve') ? paths.finance() : null),
    ...step('reuse', can('assets:write') ? paths.assets() : null),
    ...step('import', kind === undefined ? null : paths.importNew({ kind: importKinds.includes('orders') ? 'orders' : kind })),
    ...step('invite', can('settings:manage') ? paths.settingsPeople() : null),
    { key: 'own', done: false, to: null, isLook: false },
  ];
}
