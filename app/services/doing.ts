import type { AuditActorKind } from '#app/domain/permission.ts';

/** Who does something, and when: the last argument of every service. */
export interface Doing {
  readonly now: Date;
  readonly actor: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string };
}

/** The portal itself as an actor: first start, worker, demo. */
export const PORTAL_ACTOR: Doing['actor'] = { kind: 'system', id: null, name: 'portal' };

/** A person at the command line of the machine. */
export const COMMAND_LINE_ACTOR: Doing['actor'] = { kind: 'system', id: null, name: 'command line' };
