import type { RootData } from '#app/components/root-data.ts';
import { detectLocale, detectTheme } from '#app/i18n/locale.ts';
import { findSessionActor } from './session.server.ts';

/** The root loader's data of a request: language, theme, and who is signed in. */
export async function loadRootData(request: Request, now: Date): Promise<RootData> {
  const actor = await findSessionActor(request, now);
  return {
    locale: detectLocale(request.headers),
    theme: detectTheme(request.headers),
    user: actor?.email && actor.role ? { name: actor.name, email: actor.email, role: actor.role } : null,
    can: actor ? [...actor.permissions] : [],
    workspace: actor
      ? { name: actor.workspace.name, currency: actor.workspace.currency, timeZone: actor.workspace.timeZone }
      : { name: '', currency: 'CNY', timeZone: 'Asia/Shanghai' },
  };
}
