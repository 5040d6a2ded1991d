import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { listSubjectHistory } from '#db/queries/audit.server.ts';
import { findKolDetail, findKolStanding, listKolCollaborations } from '#db/queries/kol-detail.server.ts';
import { listReviewedPeriods } from '#db/queries/period-roi.server.ts';
import { kolStatusSchema } from '#app/domain/kol.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { TierBadge } from '#app/components/badges.tsx';
import { PeriodRoiCard } from '#app/components/period-roi-card.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { changeKolStatus } from '#app/services/change-kol-status.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Accounts } from './accounts.tsx';
import { Collaborations } from './collaborations.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Standing } from './standing.tsx';
import { StatusForm } from './status-form.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, request, can }) => {
  const kolId = requireId(params.kolId);
  const rights = { costs: can('costs:read'), contacts: can('contacts:read') };
  const kol = await findKolDetail(db, workspaceId, kolId, rights);
  if (!kol) throw new Response('There is no such KOL.', { status: 404 });
  const [periods, standing, collaborations, history] = await Promise.all([
    rights.costs ? listReviewedPeriods(db, workspaceId, { kolId }) : null,
    findKolStanding(db, workspaceId, kolId, rights.costs),
    listKolCollaborations(db, workspaceId, kolId, rights.costs),
    can('audit:read') ? listSubjectHistory(db, workspaceId, { kind: 'kol', id: kolId }) : null,
  ]);
  return { title: pageTitle(request, 'roster:title', kol.name), kol, periods, standing, collaborations, history, rights, mayWrite: can('roster:write') };
});

const statusForm = z.strictObject({ status: kolStatusSchema, version: z.coerce.number().int().positive(), reason: z.string().trim().max(500).default('') });

/** Changes the status. */
export const action = page('roster:write', async ({ db, workspaceId, params, request, now, actor }) => {
  const kolId = requireId(params.kolId);
  const form = await readForm(request, statusForm);
  if (!form.ok) throw new Response('Choose one of the offered states.', { status: 400 });
  const outcome = await changeKolStatus(db, { workspaceId, kolId, ...form.value }, { now, actor });
  switch (outcome.status) {
    case 'not-found':
      throw new Response('There is no such KOL.', { status: 404 });
    case 'stale':
    case 'reason-missing':
      return { problem: outcome.status, values: form.values };
    case 'changed':
    case 'unchanged':
      return seeOther(paths.kol({ kolId }));
  }
});

function requireId(kolId: string | undefined): string {
  const id = z.uuid().safeParse(kolId);
  if (!id.success) throw new Response('There is no such KOL.', { status: 404 });
  return id.data;
}

export default function KolProfile() {
  const { kol, periods, standing, collaborations, history, rights, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('roster');
  const tc = useText('common');
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.kols() }]} />} title={kol.name}
        meta={<><TierBadge tier={kol.tier} /><StatusBadge kind="kol" status={kol.status} />{standing?.longTerm ? <Badge tone="star" icon="star">{t('longTermMark')}</Badge> : null}</>}
        actions={
          <>
            {rights.costs ? <LinkButton to={paths.financeKol({ kolId: kol.id })} icon="wallet">{t('profile.statement')}</LinkButton> : null}
            {mayWrite ? <LinkButton to={paths.kolEdit({ kolId: kol.id })} variant="primary">{tc('action.edit')}</LinkButton> : null}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Standing standing={standing} kolId={kol.id} />
        <Collaborations rows={collaborations} seesCosts={rights.costs} />
        {periods ? <PeriodRoiCard periods={periods} namesCampaigns /> : null}
        <div className="grid gap-4 items-start xl:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
          <div className="flex flex-col gap-4 min-w-0">
            <Accounts accounts={kol.accounts} />
            {history ? <History rows={history} /> : null}
          </div>
          <div className="flex flex-col gap-4 min-w-0">
            <Facts kol={kol} rights={rights} />
            {mayWrite ? <StatusForm kol={kol} problem={result?.problem ?? null} values={result?.values ?? {}} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}
