import { GradeBadge } from '#app/components/badges.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import type { CardView } from './card-view.server.ts';

interface ScoreSummaryProps {
  readonly card: CardView;
  readonly minimumCoverage: number;
  /** What the review of the day still waits for; null where it waits for nothing, or does not know. */
  readonly standing: { readonly moreOrders: number | null; readonly moreDays: number | null };
}

/** Score, grade and what the card was computed from. */
export function ScoreSummary({ card, minimumCoverage, standing }: ScoreSummaryProps) {
  const t = useText('scorecard');
  const td = useText('domain');
  const locale = useLocale();
  const coverage = formatPercent(card.coverage, locale, 0);
  const minimum = formatPercent(minimumCoverage, locale, 0);
  return (
    <>
      <div className="grid gap-4 md:grid-cols-[auto_minmax(0,1fr)]">
        <Card>
          <p className="text-muted">{t('column.score')}</p>
          <p className="flex items-baseline gap-2">
            <span className="text-[2.5rem] leading-tight font-semibold">{card.score === null ? '—' : formatNumber(card.score, locale, 1)}</span>
            <span className="text-muted">/ 100</span>
            {card.grade ? <GradeBadge grade={card.grade} /> : null}
          </p>
          <div className="mt-2 w-52">
            <p className="text-muted text-[0.9286rem]">{td('score.coverage', { percent: coverage })}</p>
            <ProgressBar share={card.coverage} marks={[minimumCoverage]} label={td('score.coverage', { percent: coverage })} tone={card.score === null ? 'neutral' : 'accent'} />
          </div>
        </Card>
        <Card title={t('computed')}>
          <KeyValueList
            items={[
              { key: 'policy', label: t('policy'), value: t('policyVersion', { version: card.policyVersion }) },
              { key: 'data', label: t('dataInstant'), value: <InstantText at={card.dataAt} /> },
              { key: 'age', label: t('age'), value: card.ageHours === null ? <Dash title={t('tooYoung')} /> : <Age hours={card.ageHours} /> },
              { key: 'peers', label: t('comparedWith'), value: <>{td(`tier.${card.tier}`)} · {td(`platform.${card.platform}`)}</> },
            ]}
          />
        </Card>
      </div>
      {card.score === null ? <Banner tone="neutral" title={t('notEnough')}>{td('score.notEnough', { percent: coverage, minimum })}</Banner> : null}
      <Needed {...standing} />
    </>
  );
}

function Age({ hours }: { readonly hours: number }) {
  const t = useText('scorecard');
  return <>{hours < 48 ? t('ageHours', { hours }) : t('ageDays', { days: Math.round(hours / 24) })}</>;
}

/** "Needs 12 more orders or 6 more days": thin data is grey, never zero. */
function Needed({ moreOrders, moreDays }: ScoreSummaryProps['standing']) {
  const t = useText('scorecard');
  const orders = moreOrders !== null && moreOrders > 0 ? t('needed.orders', { count: moreOrders }) : null;
  const days = moreDays !== null && moreDays > 0 ? t('needed.days', { count: moreDays }) : null;
  if (orders === null && days === null) return null;
  return <Banner tone="neutral" title={orders !== null && days !== null ? t('needed.either', { orders, days }) : t('needed.one', { what: orders ?? days ?? '' })}>{t('needed.text')}</Banner>;
}
