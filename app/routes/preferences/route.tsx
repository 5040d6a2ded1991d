import * as z from 'zod';
import { LOCALE_COOKIE, LOCALES, THEME_COOKIE, THEMES } from '#app/i18n/locale.ts';
import { open } from '#app/lib/authorize.server.ts';
import { serializeCookie } from '#app/lib/cookie.server.ts';
import { environment } from '#app/lib/env.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { localPath, seeOther } from '#app/lib/redirect.server.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

const preferencesSchema = z.object({
  locale: z.enum(LOCALES).optional(),
  theme: z.enum(THEMES).optional(),
  next: z.string().optional(),
});

/** Language and theme, remembered in cookies so that they hold on the sign-in page too; works without scripts. */
export const action = open('language and theme are chosen before signing in', async ({ request }) => {
  const form = await readForm(request, preferencesSchema);
  if (!form.ok) throw new Response('Choose one of the offered languages and themes.', { status: 400 });
  const { locale, theme, next } = form.value;
  const headers = new Headers();
  const secure = environment().publicOrigin?.startsWith('https:') ?? false;
  const remember = (name: string, value: string) =>
    headers.append('set-cookie', serializeCookie(name, value, { maxAgeSeconds: YEAR_SECONDS, secure, scriptReadable: true }));
  if (locale) remember(LOCALE_COOKIE, locale);
  if (theme) remember(THEME_COOKIE, theme);
  return seeOther(localPath(next ?? null, paths.dashboard()), headers);
});

export const loader = open('an old link to here leads home', async () => seeOther(paths.dashboard()));
