import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { TabNav } from '#app/ui/tabs.tsx';
import { useCan } from './root-data.ts';

/** The pages on what the money brought: the board, and how it is divided among those who claim it. */
export function RoiSections() {
  const t = useText('attribution');
  const tr = useText('reviews');
  const can = useCan();
  return (
    <div className="mb-3">
      <TabNav
        label={t('section')}
        tabs={[
          { to: paths.roi(), label: t('tab.board') },
          { to: paths.attribution(), label: t('tab.models'), end: true },
          { to: paths.attributionConflicts(), label: t('tab.conflicts') },
          { to: paths.attributionCoupons(), label: t('tab.coupons') },
          ...(can('costs:read') ? [{ to: paths.reviews(), label: tr('title') }] : []),
        ]}
      />
    </div>
  );
}
