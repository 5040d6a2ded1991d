import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { listPeople } from '#db/queries/user.server.ts';
import { roleSchema, seatSchema } from '#app/domain/permission.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { MINIMUM_PASSWORD_LENGTH } from '#app/lib/password.server.ts';
import type { PersonChange } from '#app/services/change-person.server.ts';
import { changePerson } from '#app/services/change-person.server.ts';
import { createUser, createUserSchema } from '#app/services/create-user.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { AddPerson } from './add-person.tsx';
import { PeopleTable } from './people-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async ({ db, workspaceId, request, actor }) => ({
  title: pageTitle(request, 'settings:people.title'), people: await listPeople(db, workspaceId), ownId: actor.id, minimumPasswordLength: MINIMUM_PASSWORD_LENGTH,
}));

const personForm = z.strictObject({
  intent: z.enum(['add', 'role', 'disable', 'enable', 'legal', 'no-legal']), userId: z.uuid().optional(), email: z.string().max(400).optional(), name: z.string().max(400).optional(),
  role: roleSchema.optional(), seat: z.union([seatSchema, z.literal('')]).optional(), password: z.string().max(400).optional(),
});

export type PeopleNotice = 'added' | 'changed' | 'removed' | 'disabled' | 'enabled' | 'own' | 'gone';

interface PeopleResult {
  readonly notice: PeopleNotice | null;
  readonly values: FormValues;
  readonly problems: readonly string[];
}

export const action = page('settings:manage', async (context): Promise<PeopleResult> => {
  const form = await readForm(context.request, personForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, userId, role, seat } = form.value;
  if (intent === 'add') return await addPerson(context, form.values);
  if (userId === undefined || (intent === 'role' && role === undefined)) throw new Response('Say who is meant.', { status: 400 });
  const change: PersonChange = intent === 'role' && role
    ? { kind: 'role', role, seat: seat || null }
    : intent === 'legal' || intent === 'no-legal' ? { kind: 'legal', reviewsLegal: intent === 'legal' } : { kind: intent === 'enable' ? 'enable' : 'disable' };
  const { status } = await changePerson(context.db, { workspaceId: context.workspaceId, userId, change }, { now: context.now, actor: context.actor });
  if (status === 'forbidden') throw new Response('Whoever changes access has to be an administrator still.', { status: 403 });
  const done = change.kind === 'role' || change.kind === 'legal' ? 'changed' : change.kind === 'enable' ? 'enabled' : 'disabled';
  const notice: Record<typeof status, PeopleNotice> = { changed: done, unchanged: done, removed: 'removed', 'not-found': 'gone', own: 'own' };
  return { notice: notice[status], values: {}, problems: [] };
});

async function addPerson({ db, workspaceId, now, actor }: RequestContext, values: FormValues): Promise<PeopleResult> {
  // The password is never sent back.
  const { password = '', ...kept } = values;
  const input = createUserSchema.safeParse({
    email: (values.email ?? '').trim().toLowerCase(), name: values.name ?? '', role: values.role, seat: values.seat || null, password,
  });
  if (!input.success) return { notice: null, values: kept, problems: input.error.issues.map(({ path }) => String(path[0])) };
  // Adding oneself again would change one's own role.
  if (input.data.email === actor.email) return { notice: 'own', values: kept, problems: [] };
  await createUser(db, { workspaceId, ...input.data }, { now, actor });
  return { notice: 'added', values: {}, problems: [] };
}

export default function People() {
  const { people, ownId, minimumPasswordLength } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const notice = result?.notice;
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4">
        {notice ? <Banner tone={notice === 'own' || notice === 'gone' ? 'amber' : 'green'}>{notice === 'own' || notice === 'gone' ? t(`people.${notice}`) : t(`people.${notice}Text`)}</Banner> : null}
        <PeopleTable people={people} ownId={ownId} />
        <AddPerson key={people.length} values={result?.values ?? {}} problems={result?.problems ?? []} minimumPasswordLength={minimumPasswordLength} />
      </div>
    </>
  );
}
