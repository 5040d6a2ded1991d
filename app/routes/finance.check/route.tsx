import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { findLedgerHead } from '#db/queries/ledger.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { HashText } from '#app/components/ledger-parts.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { readAnchors } from '#app/lib/anchor-file.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { Table } from '#app/ui/table.tsx';
import { useVerification } from './use-verification.ts';
import { VerdictBanner } from './verdict-banner.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const SHOWN_ANCHORS = 30;

export const loader = page('audit:read', async ({ db, workspaceId, request }) => {
  const [head, work] = await Promise.all([findLedgerHead(db, workspaceId), countFinanceWork(db, workspaceId)]);
  const { anchors, brokenLines } = readAnchors(workspaceId);
  return { title: pageTitle(request, 'ledger:check.title'), head, work, anchorCount: anchors.length, brokenLines, anchors: anchors.slice(-SHOWN_ANCHORS).reverse() };
});

/** Checks the whole chain within the request: the way without script. */
export const action = page('audit:read', async ({ db, workspaceId, now }) => ({ verdict: await verifyLedger(db, { workspaceId }, { now }) }));

export default function Check() {
  const { head, work, anchors, anchorCount, brokenLines } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>()?.verdict;
  const busy = useNavigation().state === 'submitting';
  const { run, progress, verdict: streamed, failed } = useVerification(paths.ledgerCheckRun());
  const verdict = streamed ?? answered;
  const t = useText('ledger');
  const isRunning = progress !== null;
  return (
    <>
      <FinanceHeader
        current="check" work={work}
        actions={<a href={paths.ledgerProof()} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('check.proof')}</a>}
      />
      <div className="flex flex-col gap-4">
        <Card title={t('check.title')} subtitle={t('check.text')}>
          <div className="flex flex-col gap-4">
            <KeyValueList
              items={[
                { key: 'entries', label: t('check.entries'), value: <CountText count={head.sequence} /> },
                { key: 'head', label: t('check.head'), value: head.sequence === 0 ? <Dash /> : <HashText hash={head.hash} whole /> },
              ]}
            />
            <Form method="post" onSubmit={(event) => { event.preventDefault(); void run(); }}>
              <Button type="submit" variant="primary" icon="lock" busy={busy || isRunning}>{t('check.run')}</Button>
            </Form>
            <div aria-live="polite">
              {isRunning ? <progress className="w-full" max={Math.max(1, head.sequence)} value={progress} aria-label={t('check.running', { checked: progress, entries: head.sequence })} /> : null}
              {isRunning ? <p className="text-muted">{t('check.running', { checked: progress, entries: head.sequence })}</p> : null}
              {failed ? <p className="text-red">{t('check.failed')}</p> : null}
              {verdict && !isRunning ? <VerdictBanner verdict={verdict} /> : null}
            </div>
          </div>
        </Card>
        <Card title={t('check.anchors', { count: anchorCount })} subtitle={t('check.anchorsText')} flush>
          {brokenLines.length > 0 ? <p className="px-4 pb-3 text-red"><Icon name="alert" /> {t('check.brokenAnchors', { lines: brokenLines.join(', ') })}</p> : null}
          {anchors.length === 0 ? <EmptyState icon="lock" title={t('check.noAnchors')}>{t('check.noAnchorsText')}</EmptyState> : (
            <Table label={t('check.anchors', { count: anchorCount })} compact>
              <thead><tr><th scope="col">{t('check.anchoredAt')}</th><th scope="col" className="num">{t('column.number')}</th><th scope="col">{t('hash')}</th></tr></thead>
              <tbody>
                {anchors.map((anchor) => (
                  <tr key={`${anchor.sequence} ${anchor.at}`}>
                    <th scope="row" className="font-normal!"><InstantText at={anchor.at} /></th>
                    <td className="num"><Link to={paths.ledgerEntry(anchor)} className="inline-flex items-center min-h-6 text-accent hover:underline">{anchor.sequence}</Link></td>
                    <td><HashText hash={anchor.hash} /> {anchor.sequence === head.sequence ? <Badge tone={anchor.hash === head.hash ? 'green' : 'red'} icon={anchor.hash === head.hash ? 'check' : 'alert'}>{t(anchor.hash === head.hash ? 'check.isHead' : 'check.notHead')}</Badge> : null}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
      </div>
    </>
  );
}
