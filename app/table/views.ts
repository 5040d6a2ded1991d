import type { Role } from '#app/domain/permission.ts';
import type { ViewList, ViewVisibility } from '#app/domain/saved-view.ts';

/** A saved view as its tab shows it. */
export interface ViewTab {
  readonly id: string;
  readonly name: string;
  readonly visibility: ViewVisibility;
  readonly version: number;
  readonly isOwn: boolean;
  readonly ownerName: string;
  /** Its question as the list reads it for this person, "" or "?..." without the view's own parameter. */
  readonly search: string;
  /** Its address, which shows the same to whoever is sent it. */
  readonly to: string;
  readonly mayChange: boolean;
  /** Roles that begin with it. */
  readonly roles: readonly Role[];
}

/** What the tabs above a list need: its views, and what the person may do with them. */
export interface TableViews {
  readonly list: ViewList;
  /** Address of the list without a question. */
  readonly path: string;
  readonly views: readonly ViewTab[];
  /** The view that the list opens with for this person; null for the whole list. */
  readonly opensWith: string | null;
  readonly mayShare: boolean;
  readonly maySetRoles: boolean;
  /** Roles that may read the list. */
  readonly readers: readonly Role[];
}

/** Why a change of a view was not made. */
export type ViewProblem = 'name' | 'form' | 'forbidden' | 'not-shared' | 'not-found' | 'stale' | 'too-many';
