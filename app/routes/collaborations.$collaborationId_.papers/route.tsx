import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { findContract, listInvoicesOf } from '#db/queries/invoice.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { MatchTable } from '#app/components/match-table.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { matchPapers } from '#app/services/count-finance-work.server.ts';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ContractForm, InvoiceForm } from './paper-forms.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import { savePaper } from './save-paper.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:write', async ({ db, workspaceId, actor, params, request }) => {
  const found = isId(params['collaborationId']) ? await findCollaborationDetail(db, workspaceId, params['collaborationId']) : undefined;
  if (!found) throw new Response('No such collaboration.', { status: 404 });
  const [match, contract, invoices] = await Promise.all([matchPapers(db, workspaceId, found.id), findContract(db, workspaceId, found.id), listInvoicesOf(db, workspaceId, found.id)]);
  if (!match) throw new Response('No such collaboration.', { status: 404 });
  return { title: pageTitle(request, 'payments:papers.title', found.kolName), id: found.id, kolName: found.kolName, match, contract: contract ?? null, invoices, currency: actor.workspace.currency };
});

export const action = page('costs:write', async (context) => {
  const id = context.params['collaborationId'];
  if (!isId(id)) throw new Response('No such collaboration.', { status: 404 });
  return (await savePaper(context, id)) ?? seeOther(paths.collaborationPapers({ collaborationId: id }));
});

export default function Papers() {
  const { id, kolName, match, contract, invoices, currency } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const t = useText('payments');
  const tc = useText('collaboration');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.collaborations() }, { label: kolName, to: paths.collaboration({ collaborationId: id }) }]} />} title={t('papers.title')} />
      <div className="flex flex-col gap-4 max-w-5xl">
        <Card title={t('match.papers')} subtitle={t('match.text')}><MatchTable match={match} /></Card>
        <ContractForm key={contract ? String(contract.updatedAt) : 'none'} contract={contract} answer={answer} currency={currency} />
        <Card title={t('papers.invoices')} subtitle={t('papers.invoicesText')} flush><InvoiceTable invoices={invoices} answer={answer} /></Card>
        <InvoiceForm key={invoices.length} answer={answer} currency={currency} />
      </div>
    </>
  );
}
