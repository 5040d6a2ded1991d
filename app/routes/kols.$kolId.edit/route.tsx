import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { findKolDetail } from '#db/queries/kol-detail.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DeleteCard } from '#app/components/delete-card.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { KolForm } from '../kols.new/kol-form.tsx';
import { kolFormValues } from '../kols.new/kol-form.server.ts';
import { ACCOUNT_ROWS } from '../kols.new/problems.ts';
import { submitKol } from '../kols.new/submit-kol.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Whoever may write the roster also sees its prices and contacts, so the form is always whole. */
export const loader = page('roster:write', async ({ db, workspaceId, params, request }) => {
  const kol = await findKolDetail(db, workspaceId, requireId(params.kolId), { costs: true, contacts: true });
  if (!kol) throw notFound();
  const title = pageTitle(request, 'roster:form.editTitle', kol.name);
  return { title, kolId: kol.id, name: kol.name, values: kolFormValues(kol), accountRows: Math.min(ACCOUNT_ROWS, kol.accounts.length + 1) };
});

export const action = page('roster:write', async (context) => {
  const result = await submitKol(context, requireId(context.params.kolId));
  if (result === null) throw notFound();
  return result.status === 'saved' ? seeOther(paths.kol({ kolId: result.kolId })) : data(result, { status: result.overtaken === null ? 422 : 409 });
});

function requireId(kolId: string | undefined): string {
  const id = z.uuid().safeParse(kolId);
  if (!id.success) throw notFound();
  return id.data;
}

function notFound(): Response {
  return new Response('There is no such KOL.', { status: 404 });
}

export default function EditKol() {
  const { kolId, name, values, accountRows } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('roster');
  const version = result?.values.version ?? values.version;
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.kols() }, { label: name, to: paths.kol({ kolId }) }]} />} title={t('form.editTitle')} />
      <KolForm
        key={version} values={result?.values ?? values} errors={result?.errors ?? {}} base={result?.base ?? values} overtaken={result?.overtaken ?? null} taken={result?.taken ?? null}
        accountRows={accountRows} back={paths.kol({ kolId })} isNew={false}
      />
      <DeleteCard kind="kol" id={kolId} version={values['version'] ?? ''} />
    </>
  );
}
