import { useRouteLoaderData } from '@remix-run/react';
import type { Permission, Role } from '#app/domain/permission.ts';
import type { Density, Locale, Theme, Units } from '#app/i18n/locale.ts';

/** What every page knows: the answer of the root loader (`loadRootData` in app/lib/root-data.server.ts). */
export interface RootData {
  readonly locale: Locale;
  readonly theme: Theme;
  /** Height of table rows. */
  readonly density: Density;
  /** How large numbers are shortened. */
  readonly units: Units;
  /** Whether single keys do something. */
  readonly hasShortcuts: boolean;
  /** Whether the rail shows icons alone. */
  readonly isRailNarrow: boolean;
  /** Null for visitors who are not signed in. */
  readonly user: { readonly name: string; readonly email: string; readonly role: Role } | null;
  /** Permissions of the user; they decide what is shown, never what is allowed. */
  readonly can: readonly Permission[];
  readonly workspace: { readonly name: string; readonly currency: string; readonly timeZone: string };
}

const NOBODY: RootData = {
  locale: 'en', theme: 'system', density: 'regular', units: 'language', hasShortcuts: true, isRailNarrow: false, user: null, can: [], workspace: { name: '', currency: 'CNY', timeZone: 'Asia/Shanghai' },
};

/** The root loader's data from any component; neutral values on an error page whose root loader failed. */
export function useRootData(): RootData {
  return useRouteLoaderData<RootData>('root') ?? NOBODY;
}

/** Whether the person may do something, for hiding what would be refused anyway. */
export function useCan(): (permission: Permission) => boolean {
  const { can } = useRootData();
  return (permission) => can.includes(permission);
}
