import type { AttributionModel } from '#app/domain/policy.ts';

/** Every address of the portal. Links are built here only, and one snapshot test pins them. */
export const paths = {
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signOut: () => '/sign-out',
  preferences: () => '/preferences',
  dashboard: () => '/',
  campaigns: () => '/campaigns',
  campaign: (at: { slug: string }) => `/campaigns/${encodeURIComponent(at.slug)}`,
  kols: (search = '') => `/kols${search}`,
  kol: (at: { kolId: string }) => `/kols/${at.kolId}`,
  collaborations: (search = '') => `/collaborations${search}`,
  collaboration: (at: { collaborationId: string }) => `/collaborations/${at.collaborationId}`,
  collaborationOrders: (at: { collaborationId: string; model?: AttributionModel }) =>
    `/collaborations/${at.collaborationId}/orders${at.model ? `?model=${at.model}` : ''}`,
  collaborationQr: (at: { collaborationId: string; format: 'svg' | 'png' }) => `/collaborations/${at.collaborationId}/qr.${at.format}`,
  order: (at: { shop: string; orderId: string }) => `/orders/${encodeURIComponent(at.shop)}/${encodeURIComponent(at.orderId)}`,
  scorecards: (search = '') => `/scorecards${search}`,
  scorecard: (at: { collaborationId: string }) => `/scorecards/${at.collaborationId}`,
  roi: (search = '') => `/roi${search}`,
  proposals: (search = '') => `/proposals${search}`,
  proposal: (at: { proposalId: string }) => `/proposals/${at.proposalId}`,
  finance: (search = '') => `/finance${search}`,
  financeKol: (at: { kolId: string }) => `/finance/${at.kolId}`,
  imports: () => '/imports',
  importNew: (at: { kind: string }) => `/imports/new?kind=${at.kind}`,
  importRun: (at: { importId: string }) => `/imports/${at.importId}`,
  settings: () => '/settings',
  settingsPeople: () => '/settings/people',
  settingsTokens: () => '/settings/tokens',
  settingsShops: () => '/settings/shops',
  trackingLink: (at: { code: string }) => `/t/${at.code}`,
} as const;
