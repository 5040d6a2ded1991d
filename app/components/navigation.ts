import type { Permission } from '#app/domain/permission.ts';
import { paths } from '#app/lib/paths.ts';
import type { IconName } from '#app/ui/icon.tsx';

export interface NavigationItem {
  /** Key of its name in `shell:nav`. */
  readonly key: 'dashboard' | 'matrix' | 'kols' | 'collaborations' | 'scorecards' | 'roi' | 'replacements' | 'assets' | 'finance' | 'imports' | 'settings';
  readonly to: string;
  readonly icon: IconName;
  readonly permission: Permission;
  /** Addresses outside its own that belong to it. */
  readonly within?: string;
}

/** The rail, in the same order in both languages (ux.md section 3). */
export const NAVIGATION: readonly NavigationItem[] = [
  { key: 'dashboard', to: paths.dashboard(), icon: 'dashboard', permission: 'roster:read' },
  { key: 'matrix', to: paths.campaigns(), icon: 'matrix', permission: 'roster:read' },
  { key: 'kols', to: paths.kols(), icon: 'users', permission: 'roster:read' },
  { key: 'collaborations', to: paths.collaborations(), icon: 'collaboration', permission: 'roster:read', within: paths.scripts() },
  { key: 'scorecards', to: paths.scorecards(), icon: 'score', permission: 'roster:read' },
  { key: 'roi', to: paths.roi(), icon: 'roi', permission: 'roster:read', within: paths.attribution() },
  { key: 'replacements', to: paths.proposals(), icon: 'swap', permission: 'roster:read' },
  { key: 'assets', to: paths.assets(), icon: 'asset', permission: 'roster:read' },
  { key: 'finance', to: paths.finance(), icon: 'wallet', permission: 'costs:read', within: paths.audit() },
  { key: 'imports', to: paths.imports(), icon: 'import', permission: 'imports:run' },
  { key: 'settings', to: paths.settings(), icon: 'settings', permission: 'audit:read' },
];
