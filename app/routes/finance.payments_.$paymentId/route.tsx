import type { MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { findPaymentDetail, listPaymentHistory } from '#db/queries/finance-payments.server.ts';
import { listEntriesOfSource } from '#db/queries/ledger-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { EntryKindBadge, ReversalNote, useActionWords } from '#app/components/ledger-parts.tsx';
import { MatchTable } from '#app/components/match-table.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { isSteppedUp } from '#app/domain/finance/payment-state.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId, newId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { matchPapers } from '#app/services/count-finance-work.server.ts';
import { explainPayment } from '#app/services/explain-payment.server.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { StepForms } from './step-forms.tsx';
import { takeStep } from './take-step.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const payment = isId(params['paymentId']) ? await findPaymentDetail(db, workspaceId, params['paymentId']) : undefined;
  if (!payment) throw new Response('There is no such payment.', { status: 404 });
  const [match, outlook, history, entries, { policy }] = await Promise.all([
    matchPapers(db, workspaceId, payment.collaborationId), explainPayment(db, { workspaceId, paymentId: payment.id }, { now, actor }), listPaymentHistory(db, workspaceId, payment),
    can('audit:read') ? listEntriesOfSource(db, workspaceId, { kind: 'payment', id: payment.id }) : [], getPolicy(db, workspaceId),
  ]);
  if (!match || !outlook) throw new Response('There is no such payment.', { status: 404 });
  return {
    title: pageTitle(request, 'payments:payment', payment.kolName), payment, match, outlook, history, entries, key: newId(), today: dayOf(now, actor.workspace.timeZone),
    steppedUp: isSteppedUp(actor.steppedUpAt, now, policy.money.stepUpMinutes),
  };
});

export const action = page('payments:request', async (context) => {
  const { db, workspaceId, params } = context;
  const payment = isId(params['paymentId']) ? await findPaymentDetail(db, workspaceId, params['paymentId']) : undefined;
  if (!payment) throw new Response('There is no such payment.', { status: 404 });
  return (await takeStep(context, payment)) ?? seeOther(paths.financePayment({ paymentId: payment.id }));
});

export default function Payment() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('payments');
  const actionWords = useActionWords();
  const td = useText('domain');
  const tf = useText('finance');
  const tl = useText('ledger');
  const { payment, match, history, entries } = data;
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  const who = (name: string | null, at: Date | null) => (name === null ? <Dash /> : <>{name}{at === null ? null : <> · <InstantText at={at} /></>}</>);
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tf('title'), to: paths.finance() }, { label: t('title'), to: paths.financePayments() }]} />}
        title={<>{payment.kolName} · {td(`paymentStage.${payment.stage}`)} · <MoneyText minor={payment.amountMinor} currency={payment.currency} /></>}
        meta={<><StatusBadge kind="payment" status={payment.status} /><Link to={paths.collaboration({ collaborationId: payment.collaborationId })} className={link}>{payment.campaignName}</Link><Link to={paths.financeKol({ kolId: payment.kolId })} className={link}>{tf('statement')}</Link></>}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('match.papers')} subtitle={t('match.text')} className="lg:col-span-2" actions={<Link to={paths.collaborationPapers({ collaborationId: payment.collaborationId })} className={link}>{t('match.record')}</Link>}>
          <MatchTable match={match} />
        </Card>
        <StepForms payment={payment} outlook={data.outlook} today={data.today} steppedUp={data.steppedUp} formKey={data.key} answer={answer ?? null} />
        <Card title={t('facts')}>
          <KeyValueList
            items={[
              { key: 'requested', label: t('column.requested'), value: who(payment.requestedBy, payment.requestedAt) },
              { key: 'approved', label: t('column.approved'), value: who(payment.approvedBy, payment.approvedAt) },
              { key: 'paid', label: t('column.paid'), value: who(payment.paidBy, null) },
              { key: 'paidOn', label: t('column.paidOn'), value: <DayText day={payment.paidOn} /> },
              { key: 'reference', label: t('column.reference'), value: payment.reference === '' ? <Dash /> : payment.reference },
              { key: 'rate', label: t('column.rate'), value: payment.rate === null ? t('noRate') : payment.rate.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') },
            ]}
          />
        </Card>
        <Card title={t('history')}>
          {history.length === 0 ? <p className="text-muted">{t('noHistory')}</p> : (
            <ol className="flex flex-col gap-2">
              {history.map((event) => (
                <li key={event.id}>
                  <span className="font-medium">{actionWords(event.action)}</span> · {event.actorName} · <InstantText at={event.at} />
                  {event.reason ? <p className="text-muted">{event.reason}</p> : null}
                </li>
              ))}
            </ol>
          )}
        </Card>
        {entries.length === 0 ? null : (
          <Card title={t('entries')} flush>
            <Table label={t('entries')} compact>
              <thead><tr><th scope="col">{tl('column.number')}</th><th scope="col">{tl('column.kind')}</th><th scope="col">{tl('column.at')}</th><th scope="col" className="num">{tl('column.amount')}</th></tr></thead>
              <tbody>
                {entries.map((one) => (
                  <tr key={one.sequence}>
                    <th scope="row"><Link to={paths.ledgerEntry(one)} className={link}>{one.sequence}</Link></th>
                    <td><span className="inline-flex flex-wrap items-center gap-x-2"><EntryKindBadge kind={one.kind} /><ReversalNote {...one} /></span></td>
                    <td><InstantText at={one.at} /></td>
                    <td className="num"><MoneyText minor={one.amountMinor} currency={one.currency} /></td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
        )}
      </div>
    </>
  );
}
