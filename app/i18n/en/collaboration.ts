export const collaboration = {
  title: 'Collaborations',
  new: 'New collaboration',
  edit: 'Edit collaboration',
  kolProfile: 'KOL profile',
  asOfDay: 'As of',
  searchLabel: 'KOL, handle, code, coupon or campaign',
  totalOf_one: '{{count}} collaboration', totalOf_other: '{{count}} collaborations',
  emptyTitle: 'No collaboration yet',
  emptyText: 'A collaboration is one KOL in one campaign, with a tracking link and a coupon of its own.',
  column: {
    kol: 'KOL', campaign: 'Campaign', tier: 'Tier', platform: 'Platform', status: 'Status', light: 'Light', fee: 'Fee', revenue: 'Net revenue', orders: 'Orders', clicks: 'Clicks of people', flight: 'Flight', starts: 'Flight starts', ends: 'Flight ends', code: 'Code', coupon: 'Coupon',
  },
  form: {
    campaign: 'Campaign', account: 'KOL and account', choose: 'Choose…', tier: 'Tier', tierOfKol: "The KOL's tier", tierHint: 'The row of the matrix that is filled.', fee: 'Fee', feeHint: 'Its payments are planned in stages at once.',
    startsOn: 'First day', endsOn: 'Last day', flightHint: "Empty days are the campaign's.", coupon: 'Coupon', couponHint: 'Such as LILY15; empty takes the tracking code.', landing: 'Landing page',
    landingHintNew: "Empty takes the campaign's page. Allowed hosts: {{hosts}}.", landingHint: 'Allowed hosts: {{hosts}}.', noHosts: 'none yet',
    linkEndsOn: 'Last day of the link', linkEndsOnHint: 'Empty: the link works for ever.', linkFallback: 'Page after the last day', linkFallbackHint: "Empty takes the workspace's page. The same hosts are allowed as for landing pages.", create: 'Create collaboration', failed: 'Nothing was saved. Put right what is marked below.',
  },
  error: {
    required: 'This is needed.', day: 'A day such as 2026-07-02.', endsBeforeStart: 'The last day is before the first.', amount: 'An amount such as 1200 or 99.50.', coupon: '2 to 64 characters without blanks, such as LILY15.',
    couponTaken: 'This coupon belongs to {{detail}} until that collaboration is over.', landing: 'An http or https address without a user name.', landingMissing: 'Neither the collaboration nor its campaign has a landing page.',
    hostNotAllowed: 'The host {{detail}} is not allowed. An administrator can add it in the settings.', fallbackNotAllowed: 'This page is on no allowed host. An administrator can add the host in the settings.', kolBlocked: 'This KOL is blocked or archived.', alreadyThere: 'This account has a collaboration in the campaign already.', unknown: 'Choose one of the list.',
    stale: 'Somebody else has changed this collaboration since you opened it. Your input is kept below; open the page anew to see theirs.', unreachable: 'This state cannot be reached from the present one.', invalid: 'This value cannot be used.',
    commission: 'A share above 0% and up to 100%.', kind: 'Choose a kind of cost.', spendingStopped: 'The fuse has tripped: nothing further is committed before three people sign off.', tierLocked: 'Finance has locked the money of this tier.', campaignClosed: 'The campaign is closed: nothing further is promised in it. Reopen it first.', pilotUsedUp: 'The fuse was reset for a pilot, and this is more than the pilot has left.', signOffNeeded: 'That takes the tier above its share of the budget. Three people have to sign it off first.',
    periodClosed: '{{month}} is closed (by {{closedByName}}). Date it {{openFrom}} or later, or have finance reopen the month.',
  },
  tile: {
    model: 'by {{model}}', refunded_one: '{{count}} refunded', refunded_other: '{{count}} refunded', interval: '90% interval {{low}}–{{high}}', notReviewed: 'not reviewed yet', coverage: '{{percent}} of the weight has data', standing: 'Reviewed on', light: 'Light', fuse: 'Fuse', proposal: 'Proposal', noProposal: 'none open',
  },
  steps: {
    title: 'Next step', now: 'Now: {{state}}', reason: 'Reason', reasonHint: 'Told in the history, with your name and the time.', onlyFrom: 'Only from: {{states}}', over: 'This collaboration is over; no step leads on from here.',
    problem: { invalid: 'This step is not known.', stale: 'Somebody else has changed this collaboration meanwhile. The page now shows its present state; decide again.', notAllowed: 'This step does not start from the present state.', signOff: 'Agreeing takes the tier above its share of the budget. Three people have to sign it off first.', campaignClosed: 'The campaign is closed: nothing is agreed to in it. Reopen it first.' },
  },
  tracking: {
    title: 'Tracking', link: 'Link', code: 'Code', coupon: 'Coupon', landing: 'Landing page', utm: 'Leads to', end: 'Works until', isOver: 'expired', afterwards: 'Then leads to', saysExpired: 'A page that says it has expired', qr: 'QR code of {{link}}', notAllowed: "The landing page's host is not on the list of allowed hosts: the link sends nobody there.",
  },
  clicks: { title: 'Clicks', chart: 'Clicks by day, automated ones in grey', day: 'Day', people: 'People', visitors: 'Visitors', automated: 'Automated', automatedCount_one: '{{count}} automated click apart', automatedCount_other: '{{count}} automated clicks apart', none: 'No click yet. Open the link to send a test click.',
    label: { crawler: 'Robots', preview: 'Link previews', prefetch: 'Fetched ahead', head: 'HEAD requests' }, counted: 'counted', setApart: 'set apart',
  },
  money: {
    title: 'Costs and payments', add: 'Add cost', costs: 'Costs', cost: 'Cost', day: 'Day', amount: 'Amount', released: 'released {{amount}}', stands: 'Stands', none: 'No cost recorded.', noRate: 'no rate', fixed: 'not cancellable', overFlight: 'over the flight', totals: 'Stands, with commission so far',
    accrued: 'Accrued so far', payments: 'Payments', noPayments: 'No payment planned.', stage: 'Stage', paidOn: 'Paid on', uncounted_one: '{{count}} cost without an exchange rate is not counted.', uncounted_other: '{{count}} costs without an exchange rate are not counted.',
  },
  swap: {
    title: 'Swap', replaces: 'Replaces', replacedBy: 'Replaced by', proposal: 'the proposal', notPredicted: 'nothing was predicted',
  },
  content: {
    title: 'Content', subtitle: 'Counts at the fixed ages at which posts are compared. A dash was not reported, which is not 0.', post: 'Post', age: 'Age', captured: 'Captured', comments: 'Comments positive / negative', latest: 'Latest', hours_one: '{{count}} hour', hours_other: '{{count}} hours', days_one: '{{count}} day', days_other: '{{count}} days',
    none: 'No post yet. Posts come with the import of content metrics.', noCounts: 'No counts yet.', history: 'Counts over time', gone: 'Not on its platform any more',
  },
  timeline: { title: 'History', none: 'Nothing has happened yet.', audit_one: 'Audit log ({{count}} entry)', audit_other: 'Audit log ({{count}} entries)' },
  cost: {
    title: 'Add a cost', kind: 'Kind', day: 'Day', dayHint: 'Empty: fee, service fee and production accrue over the flight, others on its first day.', amount: 'Amount', amountHint: 'Not for a commission.', currency: 'Currency', commission: 'Commission', commissionHint: 'Share of credited revenue; for a commission only.', note: 'Note',
    cancellable: 'Can be cancelled while it is not paid', submit: 'Record cost',
  },
  orders: {
    title: 'Orders behind the revenue', all: 'Orders', order: 'Order', placedAt: 'Placed', method: 'Credited by', status: 'Status', refunded: 'Refunded', net: 'Net revenue', netOwn: 'Net, own currency', credit: 'Credit', model: 'Attribution model',
    inForce: '{{model}} is the model in force.', notInForce: 'Another model than the one in force ({{model}}).', emptyTitle: 'No order is credited here', emptyText: 'Orders appear as soon as one carries the coupon or the link of this collaboration.',
    emptyAllTitle: 'No order yet', emptyAllText: 'Import a file of orders, or connect a shop in the settings.', searchLabel: 'Order or shop', excluded: 'left out of ROI', excludedSum_one: '{{count}} order is left out of ROI and of the sum:', excludedSum_other: '{{count}} orders are left out of ROI and of the sum:', allDays: 'show all days', rate: 'Exchange rate', noRate: 'no rate', from: 'From', through: 'Through', noRateText: 'There is no exchange rate for {{currency}} on the day of this order. It is kept, but counted nowhere until a rate is given.',
  },
  order: {
    facts: 'Facts', merchandise: 'Merchandise after discounts', rate: 'rate {{rate}}', codes: 'Discount codes', clickId: 'Click id', utm: 'utm_content', customer: 'Customer', new: 'new', returning: 'returning', unknown: 'not known', source: 'Source', credits: 'Credit by model', creditsText: "Every column sums to the order's net revenue.",
    unattributed: 'Nobody is credited with this order.', collaboration: 'Collaboration', sum: 'Sum', touches: 'Touches', touchesText: "The visitor's clicks in the window up to the order, that the models divide the credit over.", noTouches: 'No click is behind this order.', clickedAt: 'Clicked', referrer: 'Referrer', device: 'Device',
    claims: 'Losing claims', noClaims: 'Nobody else claimed this order.', refunds: 'Refunds', noRefunds: 'No refund was reported as an event of its own.', refund: 'Refund', refundedAt: 'Refunded',
  },
  device: { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet', unknown: 'Unknown' },
};
