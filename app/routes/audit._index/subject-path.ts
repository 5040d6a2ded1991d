import { paths } from '#app/lib/paths.ts';

/** The page of what an event is about; null where it has none, or is gone for good. */
export function subjectPath(kind: string, id: string): string | null {
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
      return paths.settingsRates();
    case 'person':
      return paths.settingsPeople();
    case 'token':
      return paths.settingsTokens();
    case 'shop':
      return paths.settingsShops();
    case 'workspace':
      return paths.settingsWorkspace();
    default:
      return null;
  }
}
