import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import type { KolWords } from '#app/domain/kol-search.ts';
import { kolWords } from '#app/domain/kol-search.ts';
import type { Permission } from '#app/domain/permission.ts';
import type { Locale, Theme } from '#app/i18n/locale.ts';
import { LOCALES, THEMES } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { IconName } from '#app/ui/icon.tsx';
import { NAVIGATION } from './navigation.ts';
import { useCan } from './root-data.ts';

/** What a command does when it is chosen. */
export type CommandAct =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'post'; readonly to: string }
  | { readonly kind: 'prefer'; readonly name: 'theme'; readonly value: Theme }
  | { readonly kind: 'prefer'; readonly name: 'locale'; readonly value: Locale }
  | { readonly kind: 'shortcuts' };

export interface Command {
  readonly key: string;
  readonly group: 'actions' | 'pages';
  readonly icon: IconName;
  readonly label: string;
  readonly act: CommandAct;
  /** What is typed for it in either language, by sound and by initials. */
  readonly words: KolWords;
}

/** Pages beside those of the rail; a test binds the permissions to those of the routes. */
export const PAGES = [
  { key: 'reviews', to: paths.reviews(), icon: 'chart', permission: 'costs:read' },
  { key: 'swaps', to: paths.swaps(), icon: 'swap', permission: 'costs:read' },
  { key: 'calibration', to: paths.calibration(), icon: 'chart', permission: 'costs:read' },
  { key: 'scripts', to: paths.scripts(), icon: 'file', permission: 'roster:read' },
  { key: 'attribution', to: paths.attribution(), icon: 'link', permission: 'roster:read' },
  { key: 'conflicts', to: paths.attributionConflicts(), icon: 'alert', permission: 'roster:read' },
  { key: 'coupons', to: paths.attributionCoupons(), icon: 'bolt', permission: 'roster:read' },
  { key: 'orders', to: paths.orders(), icon: 'file', permission: 'roster:read' },
  { key: 'signOffs', to: paths.signOffs(), icon: 'circle-check', permission: 'roster:read' },
  { key: 'ledger', to: paths.ledger(), icon: 'wallet', permission: 'audit:read' },
  { key: 'payments', to: paths.financePayments(), icon: 'wallet', permission: 'costs:read' },
  { key: 'variance', to: paths.financeVariance(), icon: 'chart', permission: 'costs:read' },
  { key: 'periods', to: paths.financePeriods(), icon: 'lock', permission: 'costs:read' },
  { key: 'exports', to: paths.financeExports(), icon: 'export', permission: 'costs:read' },
  { key: 'check', to: paths.ledgerCheck(), icon: 'circle-check', permission: 'audit:read' },
  { key: 'audit', to: paths.audit(), icon: 'file', permission: 'audit:read' },
  { key: 'thresholds', to: paths.settings(), icon: 'settings', permission: 'audit:read' },
  { key: 'workspace', to: paths.settingsWorkspace(), icon: 'settings', permission: 'settings:manage' },
  { key: 'rates', to: paths.settingsRates(), icon: 'settings', permission: 'settings:manage' },
  { key: 'people', to: paths.settingsPeople(), icon: 'users', permission: 'settings:manage' },
  { key: 'tokens', to: paths.settingsTokens(), icon: 'lock', permission: 'settings:manage' },
  { key: 'sources', to: paths.settingsSources(), icon: 'settings', permission: 'settings:manage' },
  { key: 'shops', to: paths.settingsShops(), icon: 'settings', permission: 'shops:manage' },
] as const satisfies readonly { readonly key: string; readonly to: string; readonly icon: IconName; readonly permission: Permission }[];

const CREATIONS = [
  { key: 'newKol', to: paths.kolNew() },
  { key: 'newCampaign', to: paths.campaignNew() },
  { key: 'newCollaboration', to: paths.collaborationNew() },
] as const;

/** Every action and page that the person may use, actions first. */
export function useCommands(): readonly Command[] {
  const t = useText('search');
  const ts = useText('shell');
  const can = useCan();
  const command = (group: Command['group'], key: string, icon: IconName, label: string, words: string, act: CommandAct): Command => ({ key: `${group} ${key}`, group, icon, label, act, words: kolWords([label], [words]) });
  const importing = (kind: ImportKind) => command('actions', `import ${kind}`, 'import', t('action.import', { kind: t(`importKind.${kind}`) }), t('actionWords.import'), { kind: 'go', to: paths.importNew({ kind }) });
  return [
    ...(can('roster:write') ? CREATIONS.map(({ key, to }) => command('actions', key, 'plus', t(`action.${key}`), t(`actionWords.${key}`), { kind: 'go', to })) : []),
    ...IMPORT_KINDS.filter((kind) => mayImport(kind, can)).map(importing),
    ...(can('proposals:decide') ? [command('actions', 'review', 'roi', t('action.runReview'), t('actionWords.runReview'), { kind: 'post', to: paths.roi() })] : []),
    ...THEMES.map((theme) => command('actions', theme, theme === 'dark' ? 'moon' : theme === 'light' ? 'sun' : 'monitor', t(`action.${theme}`), t('actionWords.theme'), { kind: 'prefer', name: 'theme', value: theme })),
    ...LOCALES.map((locale) => command('actions', locale, 'globe', ts(`languageName.${locale}`), t('actionWords.language'), { kind: 'prefer', name: 'locale', value: locale })),
    command('actions', 'shortcuts', 'help', t('action.shortcuts'), t('actionWords.shortcuts'), { kind: 'shortcuts' }),
    command('actions', 'firstSteps', 'circle-check', t('action.firstSteps'), t('actionWords.firstSteps'), { kind: 'go', to: paths.dashboard('?steps=show') }),
    ...NAVIGATION.filter((item) => can(item.permission)).map((item) => command('pages', item.key, item.icon, ts(`nav.${item.key}`), t(`pageWords.${item.key}`), { kind: 'go', to: item.to })),
    ...PAGES.filter((page) => can(page.permission)).map((page) => command('pages', page.key, page.icon, t(`page.${page.key}`), t(`pageWords.${page.key}`), { kind: 'go', to: page.to })),
  ];
}
