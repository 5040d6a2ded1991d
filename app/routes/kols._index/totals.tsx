import type { ReactNode } from 'react';
import type { RosterTotals } from '#db/queries/roster-totals.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

/** The row under the roster: of all matching KOLs, not of the page. Spend is there for those who see costs only. */
export function useRosterTotals({ count, medianScoreTenths, spendMinor }: RosterTotals): Readonly<Record<string, ReactNode>> {
  const t = useText('roster');
  const locale = useLocale();
  const { workspace } = useRootData();
  return {
    name: t('totals.match', { count, formatted: formatNumber(count, locale, 0) }),
    scoreTenths: medianScoreTenths === null ? null : <span title={t('totals.medianScore')}>{t('totals.median', { score: formatNumber(medianScoreTenths / 10, locale, 1) })}</span>,
    ...(spendMinor !== null && { spend: <MoneyText minor={spendMinor} currency={workspace.currency} /> }),
  };
}
