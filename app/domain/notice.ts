import type { Permission, Seat } from './permission.ts';

/**
 * What people are told without having looked (product.md section 13), the most pressing first. Each is a condition that holds until it is over,
 * not a message: it is noted once, and goes by itself when what it tells of is put right.
 */
export const NOTICE_KINDS = [
  'fuse_tripped', 'light_red', 'coupon_leaked', 'suspicious_clicks', 'late_clicks', 'budget_over', 'budget_full', 'cost_overrun', 'revenue_swing', 'sign_off_due', 'sign_off_asked',
  'payment_waiting', 'dispute_open', 'approval_overdue', 'review_due', 'rights_ending', 'import_failed', 'deliveries_failing', 'channel_paused',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `urgent` loses money while nobody acts; `warning` will; `task` waits for somebody. */
export const NOTICE_SEVERITIES = ['urgent', 'warning', 'task'] as const;
export type NoticeSeverity = (typeof NOTICE_SEVERITIES)[number];

interface NoticeRule {
  readonly severity: NoticeSeverity;
  /** Whom it concerns: whoever holds one of these. */
  readonly anyOf: readonly Permission[];
}

export const NOTICE_RULES: Readonly<Record<NoticeKind, NoticeRule>> = {
  fuse_tripped: { severity: 'urgent', anyOf: ['proposals:decide', 'costs:write'] },
  light_red: { severity: 'urgent', anyOf: ['proposals:decide', 'roster:write'] },
  coupon_leaked: { severity: 'urgent', anyOf: ['roster:write', 'shops:manage'] },
  suspicious_clicks: { severity: 'warning', anyOf: ['roster:write', 'shops:manage'] },
  late_clicks: { severity: 'task', anyOf: ['roster:write'] },
  budget_over: { severity: 'urgent', anyOf: ['costs:write'] },
  budget_full: { severity: 'warning', anyOf: ['costs:write'] },
  cost_overrun: { severity: 'warning', anyOf: ['proposals:decide', 'audit:read'] },
  revenue_swing: { severity: 'warning', anyOf: ['proposals:decide', 'audit:read'] },
  sign_off_due: { severity: 'urgent', anyOf: ['sign-offs:vote'] },
  sign_off_asked: { severity: 'task', anyOf: ['sign-offs:vote'] },
  payment_waiting: { severity: 'task', anyOf: ['payments:approve'] },
  dispute_open: { severity: 'task', anyOf: ['disputes:answer'] },
  approval_overdue: { severity: 'warning', anyOf: ['content:write', 'scripts:legal'] },
  review_due: { severity: 'task', anyOf: ['proposals:decide', 'audit:read'] },
  rights_ending: { severity: 'warning', anyOf: ['assets:write'] },
  import_failed: { severity: 'warning', anyOf: ['imports:run'] },
  deliveries_failing: { severity: 'urgent', anyOf: ['shops:manage'] },
  channel_paused: { severity: 'warning', anyOf: ['settings:manage'] },
};

/** What decides what a person is told of. */
export interface NoticeReader {
  readonly permissions: ReadonlySet<Permission>;
  readonly seat: Seat | null;
  /** Kinds that the person does not want to hear of. */
  readonly mutedKinds: readonly NoticeKind[];
}

/** The kinds that concern somebody by what they may do, wanted or not. */
export function concerningKinds(permissions: ReadonlySet<Permission>): NoticeKind[] {
  return NOTICE_KINDS.filter((kind) => NOTICE_RULES[kind].anyOf.some((permission) => permissions.has(permission)));
}

/** The kinds that a person reads of. */
export function readKinds({ permissions, mutedKinds }: Pick<NoticeReader, 'permissions' | 'mutedKinds'>): NoticeKind[] {
  return concerningKinds(permissions).filter((kind) => !mutedKinds.includes(kind));
}

/** Whether a person is told of a notice. One that waits for seats is for whoever sits in one of them. */
export function concerns(notice: { readonly kind: NoticeKind; readonly seats: readonly Seat[] | null }, reader: NoticeReader): boolean {
  if (!readKinds(reader).includes(notice.kind)) return false;
  return notice.seats === null || (reader.seat !== null && notice.seats.includes(reader.seat));
}
