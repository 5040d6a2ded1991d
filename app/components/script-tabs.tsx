import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { TabNav } from '#app/ui/tabs.tsx';

/** The two pages of what a KOL is asked to make, and of what comes of it. */
export function BriefAndScriptTabs({ collaborationId, current }: { readonly collaborationId: string; readonly current: 'brief' | 'scripts' }) {
  const t = useText('scripts');
  return (
    <div className="mb-4">
      <TabNav
        label={t('section')}
        tabs={[
          { to: paths.collaborationBrief({ collaborationId }), label: t('brief'), active: current === 'brief' },
          { to: paths.collaborationScripts({ collaborationId }), label: t('title'), active: current === 'scripts' },
        ]}
      />
    </div>
  );
}
