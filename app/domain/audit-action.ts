/**
 * Everything that the audit log tells of, as `<noun>: verbs`; an action is `<noun>.<verb>`. A service can write no other, and each has a name in
 * both languages (`auditAction` of the area `ledger`), or neither compiles.
 */
const VERBS = {
  asset: ['add', 'edit', 'delete', 'restore', 'take', 'take_after_end', 'reuse', 'grant_right', 'change_right', 'remove_right'],
  attribution: ['model'],
  brief: ['save', 'copy'],
  'brief-template': ['save', 'delete'],
  campaign: ['create', 'change', 'state-actual', 'delete', 'restore', 'undo'],
  collaboration: ['create', 'change', 'fee', 'offer', 'agree', 'start', 'pause', 'resume', 'end', 'cancel', 'exclude-credits', 'restore-credits', 'delete', 'restore', 'undo'],
  collection: ['create', 'edit', 'add', 'remove', 'delete'],
  content: ['add-snapshot', 'correct', 'undo-correction'],
  'content-source': ['connect', 'switch', 'forget'],
  contract: ['record'],
  cost: ['record'],
  dispute: ['open', 'comment', 'uphold', 'reject', 'withdraw'],
  fuse: ['reset'],
  import: ['apply', 'undo'],
  invoice: ['record', 'void'],
  kol: ['create', 'change', 'merge', 'not-the-same', 'delete', 'restore', 'undo'],
  'mail-server': ['save', 'forget'],
  matrix: ['plan', 'snapshot', 'lock', 'unlock', 'place', 'bench', 'fee', 'shift', 'swap'],
  'notice-channel': ['add', 'change', 'switch', 'remove'],
  'notice-message': ['replay'],
  payment: ['record', 'request', 'approve', 'withdraw', 'pay', 'void'],
  period: ['close', 'reopen'],
  person: ['add', 'change', 'change-legal', 'disable', 'enable', 'remove'],
  policy: ['draft', 'rebase', 'discard', 'publish'],
  proposal: ['accept', 'reject'],
  rate: ['save'],
  script: ['write', 'submit', 'approve-content', 'return-content', 'approve-legal', 'return-legal', 'withdraw', 'publish'],
  share: ['create', 'download', 'revoke'],
  shop: ['create', 'connect', 'disconnect'],
  'sign-off': ['ask', 'approve', 'refuse', 'expire'],
  spending: ['cut'],
  token: ['create', 'revoke'],
  variance: ['explain'],
  view: ['create', 'change', 'remove', 'roles', 'open-with'],
  webhook: ['replay'],
  workspace: ['create', 'change', 'back-up', 'restore'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Verbs = typeof VERBS;
export type AuditAction = { [Noun in keyof Verbs]: `${Noun}.${Verbs[Noun][number]}` }[keyof Verbs];

const ACTIONS: ReadonlySet<string> = new Set(Object.entries(VERBS).flatMap(([noun, verbs]) => verbs.map((verb) => `${noun}.${verb}`)));

/** Whether a text from the log is an action that is still written; the log keeps what older versions wrote. */
export function isAuditAction(text: string): text is AuditAction {
  return ACTIONS.has(text);
}

/** What the log tells of: the kinds of its subjects. */
export const AUDIT_SUBJECTS = [
  'asset', 'brief-template', 'campaign', 'collaboration', 'collection', 'content', 'content-source', 'cost', 'exchange-rate', 'import', 'kol', 'mail-server', 'notice-channel', 'notice-message', 'order', 'payment', 'period', 'person', 'policy', 'proposal', 'share', 'shop', 'token', 'view', 'webhook_delivery', 'workspace',
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

export function isAuditSubject(text: string): text is AuditSubject {
  return AUDIT_SUBJECTS.some((known) => known === text);
}
