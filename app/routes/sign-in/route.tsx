import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { LanguageSwitch, ThemeSwitch } from '#app/components/preferences.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { open } from '#app/lib/authorize.server.ts';
import { clientAddress } from '#app/lib/client-address.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { localPath, seeOther } from '#app/lib/redirect.server.ts';
import { findSessionActor, startSession } from '#app/lib/session.server.ts';
import { signIn } from '#app/services/sign-in.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PasswordField } from './password-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Says when to try again, next to the words on the page. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const loader = open('the way in', async ({ request, url, now }) => {
  const next = url.searchParams.get('next');
  if (await findSessionActor(request, now)) throw seeOther(localPath(next, paths.dashboard()));
  return { title: pageTitle(request, 'auth:title'), hasDestination: next !== null };
});

const signInForm = z.strictObject({ email: z.string().trim().max(254), password: z.string().max(200) });

/** Signs in. The password is never sent back; the e-mail is kept for the next try. */
export const action = open('the way in; attempts are limited', async ({ request, url, db, now }) => {
  const form = await readForm(request, signInForm);
  const email = (form.values.email ?? '').slice(0, 254);
  const again = (problem: Problem, status: number, headers = {}, minutes = 0) => data({ problem, email, minutes }, { status, headers });
  if (!form.ok) return again('wrong', 422);
  if (!z.email().safeParse(form.value.email).success) return again('email', 422);
  if (form.value.password === '') return again('password', 422);
  const outcome = await signIn(db, { ...form.value, address: clientAddress(request) }, { now });
  switch (outcome.status) {
    case 'wrong':
      return again('wrong', 401);
    case 'no-workspace':
      return again('no-workspace', 403);
    case 'too-many':
      return again('too-many', 429, { 'retry-after': String(outcome.retryAfterSeconds) }, Math.ceil(outcome.retryAfterSeconds / 60));
    case 'signed-in':
      return seeOther(localPath(url.searchParams.get('next'), paths.dashboard()), { 'set-cookie': await startSession(outcome, now) });
  }
});

type Problem = 'wrong' | 'email' | 'password' | 'no-workspace' | 'too-many';

export default function SignIn() {
  const { hasDestination } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { theme } = useRootData();
  const t = useText('auth');
  const ts = useText('shell');
  const busy = useNavigation().formMethod === 'POST';
  const problem = result?.problem;
  return (
    <div className="min-h-dvh flex flex-col">
      <div className="flex justify-end gap-1 px-4 py-2"><LanguageSwitch /><ThemeSwitch theme={theme} /></div>
      <main className="flex-1 grid place-items-center px-4 pb-24">
        <div className="w-full max-w-sm">
          <p className="flex items-center gap-2 font-semibold mb-1">
            <svg viewBox="0 0 16 16" width="28" height="28" aria-hidden="true"><rect width="16" height="16" rx="4" className="fill-accent-solid" /><path d="M4 4h2v8H4zM7 7h2v5H7zM10 9.5h2V12h-2z" className="fill-on-solid" /></svg>
            {ts('title')}
          </p>
          <p className="text-muted mb-5">{t('subtitle')}</p>
          <div className="rounded-card border border-line bg-surface p-5">
            <h1 className="text-[1.286rem] font-semibold mb-3">{t('title')}</h1>
            <div className="mb-3 empty:hidden">
              {problem === 'wrong' ? <Banner tone="red">{t('wrongCredentials')}</Banner> : null}
              {problem === 'no-workspace' ? <Banner tone="red">{t('noWorkspace')}</Banner> : null}
              {problem === 'too-many' ? <Banner tone="red">{t('tooManyAttempts', { count: result?.minutes ?? 1 })}</Banner> : null}
              {!problem && hasDestination ? <Banner>{t('signInFirst')}</Banner> : null}
            </div>
            <Form method="post" className="flex flex-col gap-3" noValidate>
              <TextField
                label={t('email')} type="email" name="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required
                defaultValue={result?.email ?? ''} error={problem === 'email' ? t('emailInvalid') : null}
              />
              <PasswordField error={problem === 'password' ? t('passwordMissing') : null} />
              <Button type="submit" variant="primary" busy={busy}>{busy ? t('signingIn') : t('signIn')}</Button>
            </Form>
          </div>
        </div>
      </main>
    </div>
  );
}
