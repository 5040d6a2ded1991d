import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import type { CollaborationProblems } from '#app/components/collaboration-form.tsx';
import { useProblemText } from '#app/components/collaboration-form.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { readCost } from './read-cost.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const KINDS = ['fee', 'service_fee', 'seeding', 'production', 'boost', 'commission', 'other'] as const;

export const loader = page('costs:write', async ({ db, workspaceId, actor, params, request }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const found = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!found) throw new Response('No such collaboration.', { status: 404 });
  return { title: pageTitle(request, 'collaboration:cost.title', found.kolName), id: found.id, kolName: found.kolName, values: { kind: 'boost', currency: actor.workspace.currency, cancellable: 'on' } };
});

export const action = page('costs:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  if (!id.success) throw new Response('No such collaboration.', { status: 404 });
  const reading = await readCost(request, id.data);
  if (!reading.ok) return { problems: reading.problems, values: reading.values };
  const outcome = await recordCosts(db, { workspaceId, costs: [reading.cost] }, { now, actor });
  if (outcome.status === 'collaboration-unknown') throw new Response('No such collaboration.', { status: 404 });
  if (outcome.status === 'spending-stopped') {
    const problems: CollaborationProblems = { form: { code: outcome.stop.kind === 'pilot' ? 'pilotUsedUp' : 'spendingStopped' } };
    return data({ problems, values: reading.values }, { status: 409 });
  }
  if (outcome.status === 'tier-locked') {
    const problems: CollaborationProblems = { amount: { code: 'tierLocked', lock: outcome.refusal } };
    return data({ problems, values: reading.values }, { status: 409 });
  }
  if (outcome.status === 'period-closed') {
    const problems: CollaborationProblems = { incurredOn: { code: 'periodClosed', period: outcome.refusal } };
    return data({ problems, values: reading.values }, { status: 409 });
  }
  return seeOther(paths.collaboration({ collaborationId: id.data }));
});

export default function AddCost() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collaboration');
  const td = useText('domain');
  const tp = useText('payments');
  const busy = useNavigation().state === 'submitting';
  const problems = answer?.problems ?? {};
  const errorOf = useProblemText(problems);
  const values: Readonly<Record<string, string>> = answer?.values ?? data.values;
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errorOf(name) });
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.collaborations() }, { label: data.kolName, to: paths.collaboration({ collaborationId: data.id }) }]} />}
        title={t('cost.title')} actions={<LinkButton to={paths.collaborationPapers({ collaborationId: data.id })} icon="file">{tp('papers.title')}</LinkButton>}
      />
      <Form method="post" noValidate className="flex flex-col gap-4 max-w-3xl">
        {Object.keys(problems).length > 0 ? <Banner tone="red" title={t('form.failed')}>{errorOf('form')}</Banner> : null}
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField {...field('kind')} label={t('cost.kind')} required options={KINDS.map((kind) => ({ value: kind, label: td(`costKind.${kind}`) }))} />
            <TextField {...field('incurredOn')} type="date" label={t('cost.day')} hint={t('cost.dayHint')} />
            <TextField {...field('amount')} label={t('cost.amount')} inputMode="decimal" hint={t('cost.amountHint')} />
            <TextField {...field('currency')} label={t('cost.currency')} required maxLength={3} />
            <TextField {...field('commission')} label={t('cost.commission')} suffix="%" inputMode="decimal" hint={t('cost.commissionHint')} />
            <TextField {...field('note')} label={t('cost.note')} maxLength={500} />
          </div>
          <div className="mt-4"><Checkbox name="cancellable" defaultChecked={values.cancellable === 'on'} label={t('cost.cancellable')} /></div>
        </Card>
        <div><Button type="submit" variant="primary" busy={busy}>{t('cost.submit')}</Button></div>
      </Form>
    </>
  );
}
