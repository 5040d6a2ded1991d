import * as z from 'zod';
import { DENSITIES, DENSITY_COOKIE, FIRST_STEPS_COOKIE, LOCALE_COOKIE, LOCALES, NARROW_RAIL_COOKIE, SEEN_STEPS, SEEN_STEPS_COOKIE, seenSteps, SHORTCUTS_COOKIE, SWITCHES, THEME_COOKIE, THEMES, UNITS, UNITS_COOKIE } from '#app/i18n/locale.ts';
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
  density: z.enum(DENSITIES).optional(),
  units: z.enum(UNITS).optional(),
  shortcuts: z.enum(SWITCHES).optional(),
  narrow_rail: z.enum(SWITCHES).optional(),
  first_steps: z.enum(SWITCHES).optional(),
  seen_step: z.enum(SEEN_STEPS).optional(),
  next: z.string().optional(),
});

/** Language, theme, the height of table rows, units of numbers, keys and the rail, remembered in cookies so that they hold on the sign-in page too; works without scripts. */
export const action = open('language and theme are chosen before signing in', async ({ request }) => {
  const form = await readForm(request, preferencesSchema);
  if (!form.ok) throw new Response('Choose one of the offered languages and themes.', { status: 400 });
  const { locale, theme, density, units, shortcuts, narrow_rail: narrowRail, first_steps: firstSteps, seen_step: seenStep, next } = form.value;
  const headers = new Headers();
  const secure = environment().publicOrigin?.startsWith('https:') ?? false;
  const remember = (name: string, value: string) =>
    headers.append('set-cookie', serializeCookie(name, value, { maxAgeSeconds: YEAR_SECONDS, secure, scriptReadable: true }));
  if (locale) remember(LOCALE_COOKIE, locale);
  if (theme) remember(THEME_COOKIE, theme);
  if (density) remember(DENSITY_COOKIE, density);
  if (units) remember(UNITS_COOKIE, units);
  if (shortcuts) remember(SHORTCUTS_COOKIE, shortcuts);
  if (narrowRail) remember(NARROW_RAIL_COOKIE, narrowRail);
  if (firstSteps) remember(FIRST_STEPS_COOKIE, firstSteps);
  if (seenStep) remember(SEEN_STEPS_COOKIE, [...new Set([...seenSteps(request.headers.get('cookie')), seenStep])].join('.'));
  return seeOther(localPath(next ?? null, paths.dashboard()), headers);
});

export const loader = open('an old link to here leads home', async () => seeOther(paths.dashboard()));
