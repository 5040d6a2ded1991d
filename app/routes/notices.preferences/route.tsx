import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findMailServer, findPersonalChannel } from '#db/queries/notice-channel.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CHANNEL_PACES } from '#app/domain/notice-channel.ts';
import { concerningKinds, NOTICE_KINDS } from '#app/domain/notice.ts';
import { detectLocale } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { readQuietHours, timeText } from '#app/lib/quiet-hours.server.ts';
import { noticeReader } from '#app/services/read-notices.server.ts';
import { saveNoticePreference } from '#app/services/save-notice-preference.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, request }) => {
  const userId = actor.id ?? '';
  const [reader, own, server] = await Promise.all([
    noticeReader(db, { workspaceId, userId, permissions: actor.permissions, seat: actor.seat }), findPersonalChannel(db, workspaceId, userId), findMailServer(db, workspaceId),
  ]);
  return {
    title: pageTitle(request, 'notices:preference.title'), email: actor.email ?? '', timeZone: actor.workspace.timeZone, hasServer: server !== undefined,
    kinds: concerningKinds(actor.permissions).map((kind) => ({ kind, isWanted: !reader.mutedKinds.includes(kind) })),
    mail: own?.isOn ?? false, problem: own?.isOn ? own.pauseProblem : null, language: own?.language ?? detectLocale(request.headers), pace: own?.pace ?? ('each' as const),
    quietFrom: timeText(own?.quietFrom ?? null), quietUntil: timeText(own?.quietUntil ?? null),
  };
});

const kind = z.enum(NOTICE_KINDS);
const preferenceForm = z.strictObject({
  kinds: z.union([kind.transform((one) => [one]), z.array(kind)]).optional(), mail: z.literal('on').optional(), language: z.enum(['zh-CN', 'en']), pace: z.enum(CHANNEL_PACES),
  quietFrom: z.string().max(5), quietUntil: z.string().max(5),
});

/** Saves what the person wants to hear of; kinds that were not offered to them stay as they are. */
export const action = page('roster:read', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, preferenceForm);
  if (!form.ok || actor.id === null) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { kinds = [], mail, language, pace, quietFrom, quietUntil } = form.value;
  const quiet = readQuietHours(quietFrom, quietUntil);
  if (quiet === 'invalid') return { saved: false, quietInvalid: true };
  const before = await noticeReader(db, { workspaceId, userId: actor.id, permissions: actor.permissions, seat: actor.seat });
  const offered = concerningKinds(actor.permissions);
  const mutedKinds = NOTICE_KINDS.filter((one) => (offered.includes(one) ? !kinds.includes(one) : before.mutedKinds.includes(one)));
  await saveNoticePreference(db, { workspaceId, userId: actor.id, mutedKinds, mail: mail === 'on', language, pace, quiet }, { now, actor });
  return { saved: true, quietInvalid: false };
});

export default function NoticePreferences() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('notices');
  const tc = useText('common');
  const ts = useText('shell');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.notices() }]} />} title={t('preference.title')} />
      <div className="flex flex-col gap-4 max-w-3xl">
        <p className="text-muted">{t('preference.text')}</p>
        {answer?.saved ? <Banner tone="green">{t('preference.saved')}</Banner> : null}
        {data.problem ? <Banner tone="amber">{t('preference.paused', { problem: t(`problem.${data.problem}`) })}</Banner> : null}
        <Form method="post" className="flex flex-col gap-4">
          {data.kinds.length === 0 ? null : (
            <Card>
              <fieldset>
                <legend className="font-semibold mb-1">{t('preference.kinds')}</legend>
                <div className="grid gap-x-4 sm:grid-cols-2">
                  {data.kinds.map((one) => <Checkbox key={one.kind} name="kinds" value={one.kind} label={t(`kind.${one.kind}`)} defaultChecked={one.isWanted} />)}
                </div>
              </fieldset>
            </Card>
          )}
          <Card>
            <Checkbox name="mail" label={t('preference.mail')} hint={data.hasServer ? t('preference.mailTo', { email: data.email }) : t('preference.noServer')} defaultChecked={data.mail} />
            <div className="mt-3 grid gap-4 sm:grid-cols-2">
              <SelectField label={t('preference.language')} name="language" defaultValue={data.language} options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: ts(`languageName.${value}`) }))} />
              <SelectField label={t('preference.pace')} name="pace" defaultValue={data.pace} options={CHANNEL_PACES.map((value) => ({ value, label: t(`pace.${value}`) }))} />
              <TextField
                label={`${t('preference.quiet')}: ${t('preference.from')}`} name="quietFrom" type="time" defaultValue={data.quietFrom} hint={t('preference.quietHint', { zone: data.timeZone })}
                error={answer?.quietInvalid ? t('preference.quietInvalid') : null}
              />
              <TextField label={`${t('preference.quiet')}: ${t('preference.until')}`} name="quietUntil" type="time" defaultValue={data.quietUntil} />
            </div>
          </Card>
          <div><Button type="submit" variant="primary" busy={busy}>{tc('action.save')}</Button></div>
        </Form>
      </div>
    </>
  );
}
