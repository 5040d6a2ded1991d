import * as z from 'zod';

/** Roles and sign-off seats of product.md section 14. */
export const ROLES = ['manager', 'content', 'finance', 'operations', 'admin', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

export const SEATS = ['marketing', 'finance', 'operations'] as const;
export type Seat = (typeof SEATS)[number];
export const seatSchema = z.enum(SEATS);

export const AUDIT_ACTOR_KINDS = ['user', 'token', 'system'] as const;
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number];

/**
 * Who may do what: the one table behind every loader, action, API call, export and disabled button.
 * What is not listed is refused.
 */
const PERMISSIONS = {
  'roster:read': ['manager', 'content', 'finance', 'operations', 'admin', 'viewer'],
  'roster:write': ['manager', 'admin'],
  'content:write': ['manager', 'content', 'admin'],
  'assets:write': ['manager', 'content', 'admin'],
  /** Held by no role: an administrator grants it to a person, whatever their role (`membership.reviews_legal`). */
  'scripts:legal': [],
  'contacts:read': ['manager', 'finance', 'admin'],
  'costs:read': ['manager', 'finance', 'admin'],
  'costs:write': ['manager', 'finance', 'admin'],
  'payments:request': ['manager', 'finance', 'admin'],
  'payments:approve': ['finance'],
  'imports:run': ['manager', 'finance', 'operations', 'admin'],
  'shops:manage': ['manager', 'finance', 'operations', 'admin'],
  'proposals:decide': ['manager'],
  /** Roles that a seat can be held in; who holds one is a matter of the person (`membership.seat`). */
  'sign-offs:vote': ['manager', 'finance', 'operations'],
  /** Doubting a figure of a scorecard: everybody who works with them. Answering is for those whom the figure judges the work of. */
  'disputes:open': ['manager', 'content', 'finance', 'operations', 'admin'],
  'disputes:answer': ['manager', 'content', 'admin'],
  'settings:manage': ['admin'],
  'audit:read': ['finance', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** Whether a role holds a permission. */
export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return PERMISSION_NAMES.filter((permission) => can(role, permission));
}

/** What a person may do: what the role allows, and legal approval where an administrator has granted it. */
export function permissionsOfPerson({ role, reviewsLegal }: { readonly role: Role; readonly reviewsLegal: boolean }): Permission[] {
  return reviewsLegal ? [...permissionsOf(role), 'scripts:legal'] : permissionsOf(role);
}

/** Scopes of API tokens. A token holds scopes instead of a role; each opens the same doors as the permissions it names. */
export const TOKEN_SCOPES = {
  'orders:write': [],
  'clicks:write': [],
  'content:write': ['content:write'],
  'read': ['roster:read'],
  'costs:read': ['costs:read'],
  'proposals:decide': ['proposals:decide'],
} as const satisfies Record<string, readonly Permission[]>;
export type TokenScope = keyof typeof TOKEN_SCOPES;
export const TOKEN_SCOPE_NAMES = Object.keys(TOKEN_SCOPES) as TokenScope[];
export const tokenScopeSchema = z.enum(TOKEN_SCOPE_NAMES as [TokenScope, ...TokenScope[]]);
