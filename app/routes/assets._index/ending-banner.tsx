import { Link } from '@remix-run/react';
import type { EndingCounts } from '#db/queries/asset-right.server.ts';
import { ENDING_DAYS } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';

/** How many assets lose their last right soon, and where to see those of a month, a week and a day. */
export function EndingBanner({ ending, to }: { readonly ending: EndingCounts; readonly to: (days: string) => string }) {
  const t = useText('assets');
  return (
    <Banner tone={ending[7] > 0 ? 'red' : 'amber'} title={t('ending.title', { count: ending[30] })}>
      <span className="flex flex-wrap gap-x-4 gap-y-1">
        {ENDING_DAYS.filter((days) => ending[days] > 0).map((days) => <Link key={days} to={to(String(days))} className="font-medium underline">{t('ending.within', { count: days, assets: ending[days] })}</Link>)}
      </span>
    </Banner>
  );
}
