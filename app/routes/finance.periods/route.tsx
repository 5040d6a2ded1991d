import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { getPolicy } from '#db/queries/policy.server.ts';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { useCan } from '#app/components/root-data.ts';
import { isSteppedUp } from '#app/domain/finance/payment-state.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { reportPeriods } from '#app/services/report-periods.server.ts';
import { reportVariance, unexplained } from '#app/services/report-variance.server.ts';
import { Card } from '#app/ui/card.tsx';
import { changePeriod } from './change-period.server.ts';
import { PeriodForms } from './period-forms.tsx';
import { PeriodHistory } from './period-history.tsx';
import { PeriodTable } from './period-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }];

/** The months of a year (`?year=2026`, the latest where none is named): closed or open, with the figures of the closing beside those of now. */
export const loader = page('costs:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const { currency, timeZone } = actor.workspace;
  const [work, periods, { policy }] = await Promise.all([
    countFinanceWork(db, workspaceId), reportPeriods(db, { workspaceId, currency, timeZone, year: url.searchParams.get('year') }, { now }), getPolicy(db, workspaceId),
  ]);
  // What stands in the way of the next closing is told before anybody tries.
  const wanted = periods.next.isOver ? unexplained(await reportVariance(db, { workspaceId, month: periods.next.month }, { now })) : [];
  return { title: pageTitle(request, 'finance:periods.title'), work, ...periods, wanted, steppedUp: isSteppedUp(actor.steppedUpAt, now, policy.money.stepUpMinutes) };
});

export const action = page('payments:approve', async (context) => {
  const answer = await changePeriod(context);
  if (answer === null) return seeOther(paths.financePeriods(context.url.search));
  return data(answer, { status: answer.refused === null ? 422 : 409 });
});

export default function Periods() {
  const { work, rows, years, year, next, last, wanted, steppedUp } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('finance');
  const can = useCan();
  const closes = rows.flatMap((row) => [...(row.closing ? [row.closing] : []), ...row.reopened]);
  return (
    <>
      <FinanceHeader current="periods" work={work} />
      <p className="mb-3 text-muted max-w-4xl">{t('periods.text')}</p>
      <div className="flex flex-col gap-4">
        <Card
          title={t('periods.table', { year })} flush
          actions={years.length < 2 ? null : (
            <nav aria-label={t('periods.year')} className="flex flex-wrap gap-3">
              {years.map((one) => <Link key={one} to={paths.financePeriods(`?year=${one}`)} aria-current={one === year ? 'page' : undefined} className="inline-flex items-center min-h-6 text-accent hover:underline aria-[current]:font-semibold aria-[current]:text-text">{one}</Link>)}
            </nav>
          )}
        >
          <PeriodTable rows={rows} label={t('periods.table', { year })} />
        </Card>
        {can('payments:approve') ? <PeriodForms key={`${next.month} ${last?.month ?? ''}`} next={next} last={last} wanted={wanted} steppedUp={steppedUp} answer={answer ?? null} /> : <p className="text-muted">{t('periods.readOnly')}</p>}
        <Card title={t('periods.history')} flush={closes.length > 0}>
          {closes.length === 0 ? <p className="text-muted">{t('periods.noHistory')}</p> : <PeriodHistory closes={closes} />}
        </Card>
      </div>
    </>
  );
}
