export const dashboard = {
  title: 'Dashboard',
  campaign: 'Campaign',
  asOfDay: 'As of',
  reviewOf: 'Lights and ROI from the review of',
  noReview: 'Not reviewed yet',
  tile: {
    spend: 'Spend against plan', ofBudget: 'of', spendOfBudget: 'Spend as a share of the budget', noBudgetRate: 'The budget has no exchange rate', credited: 'credited to this campaign',
    atReview: 'at the latest review', interval: '90% interval {{low}}–{{high}}', noInterval: 'no interval yet', automated: 'automated, not counted:',
  },
  needs: {
    title: 'Needs you', nothing: 'Nothing waits for a decision.',
    proposals_one: '{{count}} open proposal: {{kind}}', proposals_other: '{{count}} open proposals: {{kind}}',
    fuses_one: '{{count}} fuse tripped', fuses_other: '{{count}} fuses tripped',
    coupons_one: '{{count}} coupon may have leaked', coupons_other: '{{count}} coupons may have leaked',
    requested_one: '{{count}} payment to approve', requested_other: '{{count}} payments to approve',
    approved_one: '{{count}} payment to pay out', approved_other: '{{count}} payments to pay out',
    unattributed_one: '{{percent}} of orders unattributed ({{count}})', unattributed_other: '{{percent}} of orders unattributed ({{count}})',
    withoutRate_one: '{{count}} order without an exchange rate', withoutRate_other: '{{count}} orders without an exchange rate',
  },
  lights: { title: 'Lights', none: 'The first review gives each collaboration its light.' },
  chart: {
    spend: 'Spend by tier', spendTitle: 'Spend and commitments against the plan of each tier', openMatrix: 'Open the matrix', roiTitle: 'ROI so far by week, with the limits of the lights',
    revenueTitle: 'Credited net revenue by week', notStarted: 'The campaign has not begun.',
  },
  trend: { week: 'Week', revenue: 'Net revenue', revenueSoFar: 'Net revenue so far' },
  movers: {
    best: 'Strongest by ROI expected at close', worst: 'Weakest by ROI expected at close', bestByRevenue: 'Highest net revenue', worstByRevenue: 'Lowest net revenue', light: 'Light',
    none: 'No collaboration can be judged yet.',
  },
  firstSteps: {
    title: 'First steps', progress: '{{done}} of {{all}} done', done: 'Done', open: 'Open',
    kols: 'Import your roster', kolsText: 'A CSV or XLSX file with names, platforms and followers, headings in English or Chinese.', kolsAction: 'Import a roster',
    campaigns: 'Plan a campaign', campaignsText: 'Dates, a budget and its split over top, mid and emerging.', campaignsAction: 'New campaign',
    collaborations: 'Start a collaboration', collaborationsText: 'A KOL in a campaign; it gets its tracking link and coupon at once.', collaborationsAction: 'New collaboration',
    orders: 'Bring in orders', ordersText: 'Import a file, or connect a shop in the settings.', ordersAction: 'Import orders',
    clicks: 'Send a test click', clicksText: 'Open the tracking link of a collaboration and see its first click.', clicksAction: 'Choose a collaboration',
  },
};
