import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { usePageContext } from '#app/components/page-context.ts';
import { formatCompact } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { DashboardData } from './load-dashboard.server.ts';

type Span = DashboardData['span'];

/** The collaborations whose revenue moved most against the days before, each with why in one line. */
export function MovesCard({ span, currency }: { readonly span: Span; readonly currency: string }) {
  const t = useText('dashboard');
  return (
    <Card title={t('moves.title')} subtitle={span.before ? <>{t('moves.against')} <DayText day={span.before.from} /> – <DayText day={span.before.through} /></> : undefined}>
      {span.before === null ? <p className="text-muted">{t('moves.young')}</p> : span.movers.length === 0 ? <p className="text-muted">{t('moves.none')}</p> : (
        <ol className="flex flex-col divide-y divide-line">
          {span.movers.map((move) => <Move key={move.collaborationId} move={move} days={span.days} currency={currency} />)}
        </ol>
      )}
    </Card>
  );
}

function Move({ move, days, currency }: { readonly move: Span['movers'][number]; readonly days: Span['days']; readonly currency: string }) {
  const t = useText('dashboard');
  const { locale, units } = usePageContext();
  const isUp = move.changeMinor > 0;
  const pair = ({ before, after }: { readonly before: number; readonly after: number }) => ({ before: formatCompact(before, locale, units), after: formatCompact(after, locale, units) });
  const counts = move.why === 'clicks' ? pair(move.clicks) : pair(move.orders);
  return (
    <li className="flex items-start gap-2.5 py-1.5">
      <Icon name={isUp ? 'arrow-up' : 'arrow-down'} label={t(isUp ? 'moves.up' : 'moves.down')} className={isUp ? 'mt-1 text-green' : 'mt-1 text-red'} />
      <div className="min-w-0 flex-1">
        <Link to={paths.collaboration(move)} className="inline-flex items-center min-h-6 font-medium hover:underline">{move.kolName}</Link>
        <p className="text-muted text-[0.9286rem]">{t(`moves.why.${move.why}`, counts)}</p>
      </div>
      <Link to={paths.collaborationOrders({ collaborationId: move.collaborationId, ...days })} className="inline-flex items-center min-h-6 whitespace-nowrap font-semibold hover:underline">
        {isUp ? '+' : ''}<MoneyText minor={move.changeMinor} currency={currency} compact />
      </Link>
    </li>
  );
}
