import type { Permission } from '#app/domain/permission.ts';
import { paths } from '#app/lib/paths.ts';

/** The page of what an event is about; null where it has none, or none that the reader may open. */
export function subjectPath(kind: string, id: string, can: (permission: Permission) => boolean): string | null {
  const ofSettings = (to: string) => (can('settings:manage') ? to : null);
  switch (kind) {
    case 'collaboration':
      return paths.collaboration({ collaborationId: id });
    case 'kol':
      return paths.kol({ kolId: id });
    case 'payment':
      return paths.financePayment({ paymentId: id });
    case 'proposal':
      return paths.proposal({ proposalId: id });
    case 'sign_off':
      return paths.signOff({ requestId: id });
    case 'import':
      return paths.importRun({ importId: id });
    case 'content':
      return paths.content({ contentId: id });
    case 'period':
      return paths.financePeriods();
    case 'policy':
      return paths.settings();
    case 'exchange-rate':
      return ofSettings(paths.settingsRates());
    case 'person':
      return ofSettings(paths.settingsPeople());
    case 'token':
      return ofSettings(paths.settingsTokens());
    case 'shop':
      return paths.settingsShops();
    case 'workspace':
      return ofSettings(paths.settingsWorkspace());
    default:
      return null;
  }
}
