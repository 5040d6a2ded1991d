import type { AuditActorKind, Permission, Role, Seat } from '#app/domain/permission.ts';

/** The brand whose data a request works on. */
export interface ActorWorkspace {
  readonly id: string;
  readonly name: string;
  /** Reporting currency. */
  readonly currency: string;
  readonly timeZone: string;
  readonly isDemo: boolean;
}

/** Who acts: a signed-in person, an API token, or the portal itself (command line, worker, demo). */
export interface Actor {
  readonly kind: AuditActorKind;
  readonly id: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role | null;
  readonly seat: Seat | null;
  readonly workspace: ActorWorkspace;
  readonly permissions: ReadonlySet<Permission>;
  readonly scopes: ReadonlySet<string>;
  /** When the session's password was last given again; what moves money asks for it (product.md section 12). */
  readonly steppedUpAt: Date | null;
}

