import type { RootData } from '#app/components/root-data.ts';
import { detectDensity, detectLocale, detectSwitch, detectTheme, detectUnits, NARROW_RAIL_COOKIE, SHORTCUTS_COOKIE } from '#app/i18n/locale.ts';
import { findSessionActor } from './session.server.ts';

/** The root loader's data of a request: language, theme, and who is signed in. */
export async function loadRootData(request: Request, now: Date): Promise<RootData> {
  const actor = await findSessionActor(request, now);
  return {
    locale: detectLocale(request.headers),
    theme: detectTheme(request.headers),
    density: detectDensity(request.headers),
    units: detectUnits(request.headers),
    hasShortcuts: detectSwitch(request.headers, SHORTCUTS_COOKIE, true),
    isRailNarrow: detectSwitch(request.headers, NARROW_RAIL_COOKIE, false),
    user: actor?.email && actor.role ? { name: actor.name, email: actor.email, role: actor.role } : null,
    can: actor ? [...actor.permissions] : [],
    workspace: actor
      ? { name: actor.workspace.name, currency: actor.workspace.currency, timeZone: actor.workspace.timeZone }
      : { name: '', currency: 'CNY', timeZone: 'Asia/Shanghai' },
  };
}
