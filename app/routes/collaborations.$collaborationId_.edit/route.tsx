import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import type { CollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import type { CollaborationProblems } from '#app/components/collaboration-form.tsx';
import { CollaborationForm } from '#app/components/collaboration-form.tsx';
import { DeleteCard } from '#app/components/delete-card.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { endOfLink, lastDayOfLink } from '#app/domain/link-end.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { conflictOf, readVersionedForm } from '#app/lib/versioned-form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import type { SaveCollaborationOutcome } from '#app/services/save-collaboration.server.ts';
import { saveCollaboration, saveCollaborationSchema } from '#app/services/save-collaboration.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { termsProblems } from '../collaborations.new/terms-problems.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const idOf = (text: string | undefined) => z.uuid().safeParse(text).data ?? null;

export const loader = page('roster:write', async ({ db, workspaceId, params, request }) => {
  const id = idOf(params.collaborationId);
  const [found, { allowedHosts, timeZone }] = await Promise.all([id === null ? undefined : findCollaborationDetail(db, workspaceId, id), getWorkspace(db, workspaceId)]);
  if (!found) throw new Response('No such collaboration.', { status: 404 });
  return {
    title: pageTitle(request, 'collaboration:edit', found.kolName), allowedHosts, id: found.id, kolName: found.kolName,
    values: valuesOf(found, timeZone), isDraft: found.status === 'draft',
  };
});

function valuesOf(found: CollaborationDetail, timeZone: string): Record<string, string> {
  return {
    version: String(found.version), tier: found.tier, startsOn: found.startsOn, endsOn: found.endsOn, coupon: found.coupon, landingUrl: found.landingUrl,
    linkEndsOn: lastDayOfLink(found.linkExpiresAt, timeZone) ?? '', linkFallbackUrl: found.linkFallbackUrl ?? '',
  };
}

const formSchema = saveCollaborationSchema.omit({ collaborationId: true, publishedAt: true, linkExpiresAt: true, linkFallbackUrl: true }).extend({
  version: z.coerce.number().int().positive(),
  linkEndsOn: z.string().refine((typed) => typed === '' || isCalendarDay(typed)).default(''),
  linkFallbackUrl: z.union([z.literal(''), z.url().max(2000)]).default(''),
});

const CODES = { tier: 'invalid', startsOn: 'day', endsOn: 'day', coupon: 'coupon', landingUrl: 'landing', linkEndsOn: 'day', linkFallbackUrl: 'landing' } as const;

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = idOf(params.collaborationId);
  const found = id === null ? undefined : await findCollaborationDetail(db, workspaceId, id);
  if (!found) throw new Response('No such collaboration.', { status: 404 });
  const { request: plain, base } = await readVersionedForm(request);
  const form = await readForm(plain, formSchema);
  if (!form.ok) {
    const problems: CollaborationProblems = Object.fromEntries(
      Object.keys(form.errors).map((field) => {
        const code = Object.entries(CODES).find(([name]) => name === field)?.[1];
        return code ? [field, { code: form.values[field] === '' ? ('required' as const) : code }] : ['form', { code: 'invalid' as const }];
      }),
    );
    return { problems, values: form.values, base, overtaken: null };
  }
  const { linkEndsOn, linkFallbackUrl, ...fields } = form.value;
  const link = { linkExpiresAt: endOfLink(linkEndsOn, actor.workspace.timeZone), linkFallbackUrl: linkFallbackUrl || null };
  const outcome = await saveCollaboration(db, { ...fields, ...link, collaborationId: found.id, publishedAt: found.publishedAt, workspaceId }, { now, actor });
  if (outcome.status === 'stale') {
    const current = await findCollaborationDetail(db, workspaceId, found.id);
    if (!current) throw new Response('No such collaboration.', { status: 404 });
    const conflict = conflictOf(base, form.values, valuesOf(current, actor.workspace.timeZone));
    return data({ problems: {} satisfies CollaborationProblems, values: conflict.values, base: conflict.base, overtaken: conflict.fields }, { status: 409 });
  }
  const problems = changeProblems(outcome);
  return problems === null ? seeOther(paths.collaboration({ collaborationId: found.id })) : { problems, values: form.values, base, overtaken: null };
});

/** Why a change was not made, at the field that has to change; null when it was. */
function changeProblems(outcome: SaveCollaborationOutcome): CollaborationProblems | null {
  switch (outcome.status) {
    case 'saved':
    case 'unchanged':
      return null;
    case 'not-found':
      throw new Response('No such collaboration.', { status: 404 });
    case 'stale':
      return { form: { code: 'stale' } };
    case 'status-unreachable':
      return { form: { code: 'unreachable' } };
    case 'sign-off-needed':
      return { tier: { code: 'signOffNeeded' } };
    case 'tier-locked':
      return { tier: { code: 'tierLocked', lock: outcome } };
    case 'campaign-closed':
      return { tier: { code: 'campaignClosed' } };
    default:
      return termsProblems(outcome);
  }
}

export default function EditCollaboration() {
  const { values, allowedHosts, id, kolName, isDraft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collaboration');
  const tc = useText('common');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.collaborations() }, { label: kolName, to: paths.collaboration({ collaborationId: id }) }]} />} title={t('edit')} />
      <CollaborationForm
        key={answer?.values['version'] ?? values['version']} values={answer?.values ?? values} problems={answer?.problems ?? {}} allowedHosts={allowedHosts} submitLabel={tc('action.saveChanges')}
        base={answer?.base ?? values} overtaken={answer?.overtaken ?? null}
      />
      {isDraft ? <DeleteCard kind="collaboration" id={id} version={values['version'] ?? ''} /> : null}
    </>
  );
}
