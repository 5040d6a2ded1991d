import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listEntriesOfSource, findLedgerEntry, findLedgerSource } from '#db/queries/ledger-pages.server.ts';
import { listEntryEvents } from '#db/queries/audit-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { AccountText, EntryKindBadge, HashText, ReversalNote, useActionWords } from '#app/components/ledger-parts.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { SourceCard } from './source-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('audit:read', async ({ db, workspaceId, params, request }) => {
  const sequence = /^\d{1,15}$/.test(params['sequence'] ?? '') ? Number(params['sequence']) : 0;
  const entry = await findLedgerEntry(db, workspaceId, sequence);
  if (!entry) throw new Response('The ledger has no such entry.', { status: 404 });
  const of = { kind: entry.sourceKind, id: entry.sourceId };
  const [source, history, events] = await Promise.all([findLedgerSource(db, workspaceId, of), listEntriesOfSource(db, workspaceId, of), listEntryEvents(db, workspaceId, entry)]);
  return { title: pageTitle(request, 'ledger:title', `#${entry.sequence}`), entry, source, history, events };
});

export default function Entry() {
  const { entry, source, history, events } = useLoaderData<typeof loader>();
  const t = useText('ledger');
  const actionWords = useActionWords();
  const tf = useText('finance');
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tf('title'), to: paths.finance() }, { label: t('title'), to: paths.ledger() }]} />}
        title={t('entry', { number: entry.sequence })} meta={<><EntryKindBadge kind={entry.kind} /><ReversalNote {...entry} /><InstantText at={entry.at} /></>}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('postings')} subtitle={t('postingsText')} className="lg:col-span-2" flush>
          <Postings entry={entry} />
        </Card>
        <SourceCard entry={entry} source={source} />
        <Card title={t('chain')} subtitle={t('chainText')}>
          <KeyValueList
            items={[
              { key: 'previous', label: entry.sequence > 1 ? <Link to={paths.ledgerEntry({ sequence: entry.sequence - 1 })} className={link}>{t('previousHash')}</Link> : t('previousHash'), value: <HashText hash={entry.previousHash} whole /> },
              { key: 'own', label: t('hash'), value: <HashText hash={entry.hash} whole /> },
              { key: 'next', label: t('next'), value: entry.sequence < entry.last ? <Link to={paths.ledgerEntry({ sequence: entry.sequence + 1 })} className={link}>{t('entry', { number: entry.sequence + 1 })}</Link> : t('isHead') },
              { key: 'who', label: t('column.actor'), value: entry.actorName },
              { key: 'why', label: t('reason'), value: entry.reason === '' ? <Dash /> : entry.reason },
            ]}
          />
        </Card>
        <Card title={t('history')} subtitle={t('historyText')} flush>
          <Table label={t('history')} compact>
            <thead><tr><th scope="col">{t('column.number')}</th><th scope="col">{t('column.kind')}</th><th scope="col">{t('column.at')}</th><th scope="col" className="num">{t('column.amount')}</th></tr></thead>
            <tbody>
              {history.map((one) => (
                <tr key={one.sequence} data-state={one.sequence === entry.sequence ? 'selected' : undefined}>
                  <th scope="row"><Link to={paths.ledgerEntry(one)} className={link}>{one.sequence}</Link></th>
                  <td><span className="inline-flex flex-wrap items-center gap-x-2"><EntryKindBadge kind={one.kind} /><ReversalNote {...one} /></span></td>
                  <td><InstantText at={one.at} /></td>
                  <td className="num"><MoneyText minor={one.amountMinor} currency={one.currency} /></td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
        <Card title={t('events')} subtitle={t('eventsText')}>
          {events.length === 0 ? <p className="text-muted">{t('noEvents')}</p> : (
            <ul className="flex flex-col gap-2">
              {events.map((event) => (
                <li key={event.id}>
                  <span className="font-medium">{actionWords(event.action)}</span> · {event.actorName} · <InstantText at={event.at} />
                  {event.reason ? <p className="text-muted">{event.reason}</p> : null}
                </li>
              ))}
            </ul>
          )}
          <p className="mt-2"><Link to={paths.audit(`?subject=${entry.collaborationId ?? ''}`)} className={link}>{t('allEvents')}</Link></p>
        </Card>
      </div>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** The pair of postings; they sum to zero in each currency. */
function Postings({ entry }: Pick<Data, 'entry'>) {
  const t = useText('ledger');
  const tc = useText('common');
  const td = useText('domain');
  const side = (minor: number, wanted: 1 | -1) => (Math.sign(minor) === wanted ? Math.abs(minor) : null);
  const sum = (amounts: readonly (number | null)[]) => amounts.reduce<number>((total, minor) => total + (minor ?? 0), 0);
  return (
    <Table label={t('postings')} compact>
      <thead>
        <tr>
          <th scope="col">{t('column.line')}</th><th scope="col">{t('filter.account')}</th><th scope="col">{t('filter.tier')}</th><th scope="col" className="num">{t('column.debit')}</th>
          <th scope="col" className="num">{t('column.credit')}</th><th scope="col" className="num">{t('column.rate')}</th><th scope="col" className="num">{t('column.reporting')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.postings.map((posting) => (
          <tr key={posting.line}>
            <th scope="row">{posting.line}</th>
            <td><AccountText account={posting.account} /></td>
            <td>{td(`tier.${posting.tier}`)}</td>
            <td className="num"><MoneyText minor={side(posting.amountMinor, 1)} currency={posting.currency} /></td>
            <td className="num"><MoneyText minor={side(posting.amountMinor, -1)} currency={posting.currency} /></td>
            <td className="num">{posting.rate === null ? t('noRate') : posting.rate.replace(/0+$/, '').replace(/\.$/, '')}</td>
            <td className="num">{posting.reportingMinor === null ? <Dash /> : <SpendMoney minor={posting.reportingMinor} />}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>{tc('total')}</th>
          <td className="num"><MoneyText minor={sum(entry.postings.map((one) => side(one.amountMinor, 1)))} currency={entry.currency} /></td>
          <td className="num"><MoneyText minor={sum(entry.postings.map((one) => side(one.amountMinor, -1)))} currency={entry.currency} /></td>
          <td><Dash /></td>
          <td className="num"><SpendMoney minor={sum(entry.postings.map((one) => one.reportingMinor))} /></td>
        </tr>
      </tfoot>
    </Table>
  );
}
