import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { findContentSource } from '#db/queries/content-source.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import type { CaptureProblem } from '#app/domain/ingestion/capture-pause.ts';
import { CAPTURE_PROBLEMS, nextQuotaDay, QUOTA_UNITS, QUOTA_ZONE } from '#app/domain/ingestion/capture-pause.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { testYouTubeKey } from '#app/services/ask-youtube.server.ts';
import { connectContentSource, forgetContentSource, switchContentSource } from '#app/services/connect-content-source.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { KeyForm } from './key-form.tsx';
import { SourceState } from './source-state.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async ({ db, workspaceId, request, now }) => {
  const [source, { policy }] = await Promise.all([findContentSource(db, workspaceId, 'youtube'), getPolicy(db, workspaceId)]);
  return {
    title: pageTitle(request, 'settings:sources.title'), days: Math.ceil(Math.max(...policy.scorecard.ageHours) / 24),
    source: source
      ? {
          ...source, lastProblem: CAPTURE_PROBLEMS.find((problem) => problem === source.lastProblem) ?? null, isPaused: source.pausedUntil !== null && source.pausedUntil > now,
          quota: { used: source.quotaDay === dayOf(now, QUOTA_ZONE) ? source.quotaUsed : 0, all: QUOTA_UNITS, renewsAt: nextQuotaDay(now) },
        }
      : null,
  };
});

const sourceForm = z.strictObject({ intent: z.enum(['connect', 'test', 'on', 'off', 'forget']), key: z.string().trim().max(500).default('') });
/** Google's keys are 39 characters today; other lengths may come. */
const KEY = /^[\w-]{20,200}$/;

export type SourceNotice = 'connected' | 'works' | 'switchedOn' | 'switchedOff' | 'forgotten' | 'none';

interface SourceResult {
  readonly notice: SourceNotice | null;
  readonly problem: CaptureProblem | null;
  readonly keyInvalid: boolean;
}

const result = (change: Partial<SourceResult>): SourceResult => ({ notice: null, problem: null, keyInvalid: false, ...change });

/** Everything that an administrator does with the key. It is never sent back, not even when it was refused. */
export const action = page('settings:manage', async (context): Promise<SourceResult> => {
  const form = await readForm(context.request, sourceForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, key } = form.value;
  const source = { workspaceId: context.workspaceId, kind: 'youtube' } as const;
  const doing = { now: context.now, actor: context.actor };
  switch (intent) {
    case 'connect':
      if (!KEY.test(key)) return result({ keyInvalid: true });
      await connectContentSource(context.db, { ...source, key }, doing);
      return result({ notice: 'connected' });
    case 'test':
      return await testKey(context);
    case 'on':
    case 'off': {
      const done = await switchContentSource(context.db, { ...source, isOn: intent === 'on' }, doing);
      return result({ notice: done === 'not-found' ? 'none' : intent === 'on' ? 'switchedOn' : 'switchedOff' });
    }
    case 'forget':
      return result({ notice: (await forgetContentSource(context.db, source, doing)) === 'done' ? 'forgotten' : 'none' });
  }
});

async function testKey({ db, workspaceId, now }: RequestContext): Promise<SourceResult> {
  const test = await testYouTubeKey(db, workspaceId, { now });
  if (test.status === 'refused') return result({ problem: test.problem });
  return result({ notice: test.status === 'works' ? 'works' : 'none' });
}

export default function Sources() {
  const { source, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('settings');
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-5xl">
        <p className="text-muted max-w-3xl">{t('sources.text', { days })}</p>
        {answer?.notice ? <Banner tone={answer.notice === 'none' ? 'amber' : 'green'}>{t(`sources.${answer.notice}`)}</Banner> : null}
        {answer?.problem ? <Banner tone="red" title={t('sources.problem')}>{t(`sources.problemText.${answer.problem}`)}</Banner> : null}
        <SourceState source={source} />
        <KeyForm key={answer?.notice ?? 'form'} isConnected={source !== null} keyInvalid={answer?.keyInvalid ?? false} />
      </div>
    </>
  );
}
