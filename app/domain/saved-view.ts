import * as z from 'zod';
import type { Permission, Role } from './permission.ts';

/** The lists that keep views, and what a person must hold to read each. */
export const LIST_RIGHTS = {
  roster: 'roster:read',
  collaborations: 'roster:read',
  orders: 'roster:read',
  ledger: 'audit:read',
  payments: 'costs:read',
  assets: 'roster:read',
  audit: 'audit:read',
  scorecards: 'roster:read',
  roi: 'roster:read',
  proposals: 'roster:read',
} as const satisfies Record<string, Permission>;

export type ViewList = keyof typeof LIST_RIGHTS;
export const VIEW_LISTS = Object.keys(LIST_RIGHTS) as [ViewList, ...ViewList[]];

/** Private: its owner's alone. Team: seen by all, changed by its owner and those who lead. Locked: seen by all, changed by its owner and administrators. */
export const VIEW_VISIBILITIES = ['private', 'team', 'locked'] as const;
export type ViewVisibility = (typeof VIEW_VISIBILITIES)[number];

export const viewNameSchema = z.string().trim().min(1).max(60);
/** A view's question is the address of its list without the page: what the list does not know of it, or may not show, is left out when it is read. */
export const viewQuerySchema = z.string().max(4000).transform(withoutPage);

/** More tabs than this nobody finds anything in. */
export const MAX_VIEWS_PER_LIST = 40;

/** A query without the view that it came from and the page it was on, and without the question mark. */
function withoutPage(text: string): string {
  const parameters = new URLSearchParams(text.replaceAll('\0', ''));
  for (const name of ['v', 'after', 'before']) parameters.delete(name);
  return parameters.toString();
}

export interface ViewOwner {
  readonly ownerId: string;
  readonly visibility: ViewVisibility;
}

export interface ViewPerson {
  readonly userId: string;
  readonly role: Role;
}

export function seesView({ ownerId, visibility }: ViewOwner, { userId }: ViewPerson): boolean {
  return visibility !== 'private' || ownerId === userId;
}

/** Whether a person may save over a view, rename, share or remove it. */
export function mayChangeView({ ownerId, visibility }: ViewOwner, { userId, role }: ViewPerson): boolean {
  if (ownerId === userId) return true;
  switch (visibility) {
    case 'private':
      return false;
    case 'team':
      return role === 'manager' || role === 'admin';
    case 'locked':
      return role === 'admin';
  }
}

/** Those who only look keep views for themselves; whoever works with a list may share one. */
export function mayShareViews(role: Role): boolean {
  return role !== 'viewer';
}

/** Whether a person may say which view others begin with. */
export function maySetRoleDefaults(role: Role): boolean {
  return role === 'manager' || role === 'admin';
}

export interface DefaultViews {
  /** What the person chose: a view, null for the whole list, undefined while nothing was chosen. */
  readonly own: string | null | undefined;
  readonly ofRole: string | null | undefined;
}

/** The view that a list opens with: the person's own choice before their role's; null for the whole list. */
export function openingView({ own, ofRole }: DefaultViews): string | null {
  return own === undefined ? (ofRole ?? null) : own;
}
