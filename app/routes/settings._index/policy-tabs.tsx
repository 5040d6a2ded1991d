import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { TabNav } from '#app/ui/tabs.tsx';

/** The head of the pages on thresholds: what is in force, what is drafted, what it would change, and what was before. */
export function PolicyHeader() {
  const t = useText('policy');
  const tabs = [
    { to: paths.settings(), label: t('tab.inForce'), end: true },
    { to: paths.policyDraft(), label: t('tab.draft') },
    { to: paths.policySimulation(), label: t('tab.simulation') },
    { to: paths.policyHistory(), label: t('tab.history') },
  ];
  return (
    <>
      <SettingsHeader policy />
      <div className="mb-4"><TabNav label={t('section')} tabs={tabs} /></div>
    </>
  );
}
