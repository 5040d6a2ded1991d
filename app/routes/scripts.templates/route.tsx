import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { listBriefTemplates } from '#db/queries/brief.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { BriefFields } from '#app/components/brief-form.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { EMPTY_PLAN } from '#app/domain/brief.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { briefPlanFields, briefValues, readBriefPlan } from '#app/lib/brief-fields.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { deleteTemplate, saveBriefTemplate } from '#app/services/save-brief-template.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { DeleteTemplate } from './delete-template.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [{ title: shown?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, request, url, can }) => {
  const [templates, campaigns] = await Promise.all([listBriefTemplates(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const mayWrite = can('content:write');
  const edited = mayWrite ? templates.find(({ id }) => id === url.searchParams.get('edit')) : undefined;
  return {
    title: pageTitle(request, 'scripts:templates.title'), mayWrite, campaigns: campaigns.map(({ id, name }) => ({ value: id, label: name })),
    templates: templates.map(({ id, name, campaignName, updatedAt }) => ({ id, name, campaignName, updatedAt })),
    edited: edited ? { id: edited.id, version: edited.version } : null,
    values: { ...briefValues(edited?.plan ?? EMPTY_PLAN), name: edited?.name ?? '', campaignId: edited?.campaignId ?? '' },
  };
});

const formSchema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('save'), templateId: z.union([z.literal(''), z.uuid()]), version: z.string().max(10), name: z.string().max(400), campaignId: z.union([z.literal(''), z.uuid()]), ...briefPlanFields }),
  z.strictObject({ intent: z.literal('delete'), templateId: z.uuid() }),
]);

type Problem = 'invalid' | 'stale' | 'gone' | 'taken';

export const action = page('content:write', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, formSchema);
  const refuse = (problem: Problem, problems: Parameters<typeof BriefFields>[0]['problems'] = {}, taken = '') => data({ problem, problems, taken, values: form.values }, { status: problem === 'stale' || problem === 'taken' ? 409 : 422 });
  if (!form.ok) return refuse('invalid');
  if (form.value.intent === 'delete') {
    const { status } = await deleteTemplate(db, { workspaceId, templateId: form.value.templateId }, { now, actor });
    return status === 'deleted' ? seeOther(paths.briefTemplates()) : refuse('gone');
  }
  const { plan, problems } = readBriefPlan(form.values);
  const { templateId, version, campaignId } = form.value;
  const name = form.value.name.trim();
  if (plan === null || name === '' || name.length > 100) return refuse('invalid', { ...problems, ...(name === '' || name.length > 100 ? { name: 'required' as const } : {}) });
  const outcome = await saveBriefTemplate(db, { workspaceId, templateId: templateId || null, version: templateId ? Number(version) || 0 : null, name, campaignId: campaignId || null, plan }, { now, actor });
  switch (outcome.status) {
    case 'saved':
      return seeOther(paths.briefTemplates());
    case 'stale':
      return refuse('stale');
    case 'campaign-taken':
      return refuse('taken', {}, outcome.by);
    case 'not-found':
    case 'campaign-unknown':
      return refuse('gone');
  }
});

export default function BriefTemplates() {
  const { templates, campaigns, edited, values, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scripts');
  const busy = useNavigation().formData?.get('intent') === 'save';
  const kept: Readonly<Record<string, string>> = answer?.values ?? values;
  const problems = answer?.problems ?? {};
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('list.title'), to: paths.scripts() }]} />} title={t('templates.title')} meta={<span>{t('templates.text')}</span>} />
      <div className="flex flex-col gap-4">
        {answer?.problem === 'invalid' ? <Banner tone="red">{t('briefPage.problems')}</Banner> : null}
        {answer?.problem === 'stale' ? <Banner tone="red">{t('templates.stale')}</Banner> : null}
        {answer?.problem === 'gone' ? <Banner tone="amber">{t('templates.gone')}</Banner> : null}
        {answer?.problem === 'taken' ? <Banner tone="red">{t('templates.taken', { name: answer.taken })}</Banner> : null}
        {templates.length === 0 ? <Card><p className="text-muted">{t('templates.none')}</p></Card> : (
          <Table label={t('templates.title')}>
            <thead><tr><th scope="col">{t('templates.name')}</th><th scope="col">{t('templates.campaign')}</th><th scope="col">{t('templates.updated')}</th><th scope="col">{mayWrite ? t('templates.edit') : null}</th></tr></thead>
            <tbody>
              {templates.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td>{one.campaignName ?? t('templates.noCampaign')}</td>
                  <td><InstantText at={one.updatedAt} dateOnly /></td>
                  <td>
                    {mayWrite ? (
                      <span className="flex items-center gap-2">
                        <Link to={paths.briefTemplates(`?edit=${one.id}`)} className="inline-flex items-center min-h-7 text-accent hover:underline">{t('templates.edit')}</Link>
                        <DeleteTemplate templateId={one.id} name={one.name} />
                      </span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {mayWrite ? (
          <Form method="post" className="flex flex-col gap-4" noValidate key={`${edited?.id ?? 'new'} ${templates.length}`}>
            <h2 className="text-lg font-semibold">{edited ? t('templates.edit') : t('templates.add')}</h2>
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="templateId" value={edited?.id ?? ''} />
            <input type="hidden" name="version" value={edited?.version ?? ''} />
            <div className="grid gap-4 sm:grid-cols-2 max-w-3xl">
              <TextField label={t('templates.name')} name="name" required maxLength={100} autoComplete="off" defaultValue={kept.name ?? ''} error={problems.name ? t('templates.nameMissing') : null} />
              <SelectField label={t('templates.campaign')} name="campaignId" defaultValue={kept.campaignId ?? ''} placeholder={t('templates.noCampaign')} options={campaigns} />
            </div>
            <BriefFields values={kept} problems={problems} withDays={false} />
            <div className="flex gap-2">
              <Button type="submit" variant="primary" busy={busy}>{t('templates.save')}</Button>
              {edited ? <LinkButton to={paths.briefTemplates()}>{t('briefPage.cancel')}</LinkButton> : null}
            </div>
          </Form>
        ) : null}
      </div>
    </>
  );
}
