import type { KolStandingDetail } from '#db/queries/kol-detail.server.ts';
import { GradeBadge, LightBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';

/** What the last review found, each figure leading to the rows it was added from. */
export function Standing({ standing, kolId }: { readonly standing: KolStandingDetail | null; readonly kolId: string }) {
  const t = useText('roster');
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  if (!standing) return <Card title={t('profile.standing')}><p className="text-muted">{t('profile.standingNone')}</p></Card>;
  const board = paths.roi(`?f.kol=${kolId}`);
  return (
    <section aria-label={t('profile.standing')}>
      <StatGrid>
        <StatTile
          label={t('profile.score')} to={paths.scorecards(`?f.kol=${kolId}`)} note={<>{t('profile.asOf')} <DayText day={standing.asOf} /></>}
          value={standing.scoreTenths === null ? <Dash /> : <span className="inline-flex items-center gap-2">{formatNumber(standing.scoreTenths / 10, locale, 1)}{standing.grade ? <GradeBadge grade={standing.grade} /> : null}</span>}
        />
        <StatTile label={t('profile.light')} to={board} value={<span className="text-base"><LightBadge light={standing.light} /></span>} />
        <StatTile label={t('profile.revenue')} to={board} value={<MoneyText minor={standing.revenueMinor} currency={currency} compact />} />
        {standing.money ? <StatTile label={t('profile.cost')} to={paths.financeKol({ kolId })} value={<MoneyText minor={standing.money.costMinor} currency={currency} compact />} /> : null}
        {standing.money ? <StatTile label={t('profile.roi')} to={board} value={<RatioText ratio={standing.money.roi} />} /> : null}
      </StatGrid>
    </section>
  );
}
