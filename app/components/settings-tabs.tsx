import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { useCan } from './root-data.ts';

/** The head of every settings page: its tabs are those that the person may open. `policy` for the pages on thresholds beside the first. */
export function SettingsHeader({ policy }: { readonly policy?: boolean } = {}) {
  const t = useText('settings');
  const can = useCan();
  const tabs = [
    { to: paths.settings(), label: t('tab.thresholds'), end: true, ...(policy && { active: true }), shown: can('audit:read') },
    { to: paths.settingsWorkspace(), label: t('tab.workspace'), shown: can('settings:manage') },
    { to: paths.settingsRates(), label: t('tab.rates'), shown: can('settings:manage') },
    { to: paths.settingsPeople(), label: t('tab.people'), shown: can('settings:manage') },
    { to: paths.settingsTokens(), label: t('tab.tokens'), shown: can('settings:manage') },
    { to: paths.settingsSources(), label: t('tab.sources'), shown: can('settings:manage') },
    { to: paths.settingsShops(), label: t('tab.shops'), shown: can('shops:manage') },
    { to: paths.settingsNotices(), label: t('tab.notices'), shown: can('settings:manage') },
  ].filter(({ shown }) => shown);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="mb-4"><TabNav label={t('title')} tabs={tabs} /></div>
    </>
  );
}
