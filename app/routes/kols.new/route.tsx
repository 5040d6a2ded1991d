import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { KolForm } from './kol-form.tsx';
import { submitKol } from './submit-kol.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ request, actor }) => ({ title: pageTitle(request, 'roster:form.newTitle'), currency: actor.workspace.currency }));

export const action = page('roster:write', async (context) => {
  const result = await submitKol(context, null);
  if (result?.status === 'saved') return seeOther(paths.kol({ kolId: result.kolId }));
  return result;
});

export default function NewKol() {
  const { currency } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('roster');
  const blank = { tier: 'emerging', status: 'bench', currency };
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.kols() }]} />} title={t('form.newTitle')} />
      <KolForm
        values={result?.values ?? blank} errors={result?.errors ?? {}} base={{}} overtaken={null} taken={result?.taken ?? null} accountRows={2} back={paths.kols()} isNew
      />
    </>
  );
}
