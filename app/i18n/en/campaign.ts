export const campaign = {
  title: 'Matrix',
  new: 'New campaign',
  edit: 'Edit campaign',
  column: { name: 'Campaign', status: 'Status', dates: 'Dates', budget: 'Budget', slots: 'Slots', collaborations: 'Collaborations', orders: 'Orders', revenue: 'Net revenue' },
  emptyTitle: 'No campaign yet',
  emptyText: 'A campaign has dates, a budget and a matrix of slots. Plan the first one, or import a file of campaigns.',
  budget: 'Budget',
  reserve: 'Reserve',
  budgetTable: {
    title: 'Budget by tier', subtitle: 'The reserve is set aside first; the tiers share the rest.', tier: 'Tier', share: 'Share', planned: 'Planned', committed: 'Committed', drafted: 'Drafted and offered', accrued: 'Accrued', left: 'Left',
    reserveShare: '{{percent}} of the budget', noRate: 'The budget is in {{currency}}, which has no exchange rate: it cannot be compared with the costs.',
    uncounted_one: '{{count}} cost without an exchange rate is not counted.', uncounted_other: '{{count}} costs without an exchange rate are not counted.',
  },
  over: 'Over-allocated by {{amount}}. A draft may stay so; committing it needs a sign-off.',
  targets: {
    title: 'Targets', searchUplift: 'Search uplift', ugcItems: 'UGC items', interactions: 'Interactions', salesUplift: 'Sales uplift', target: 'Target', actual: 'Actual', none: 'No targets set.',
    noSource: 'not reported to the portal', posts: 'posts of the collaborations',
  },
  board: {
    title: 'Matrix board', add: 'New collaboration', slots: '{{filled}} of {{slots}} slots filled', offered_one: '{{count}} offered', offered_other: '{{count}} offered', empty_one: '{{count}} empty', empty_other: '{{count}} empty', emptySlot: 'Empty slot', fillSlot: 'Fill this slot',
    moreSlots_one: '{{count}} more empty slot', moreSlots_other: '{{count}} more empty slots', more_one: '{{count}} more person than slots', more_other: '{{count}} more people than slots', score: 'Score {{score}}', noScore: 'No score yet', fee: 'Fee', share: '{{percent}} of the money',
    planned: 'Planned', committed: 'Committed', accrued: 'Accrued', left: 'Left', allocated: '{{percent}} of the plan allocated', total: 'All tiers and the reserve', spentShare: '{{percent}} of the budget accrued',
  },
  bench: { title: 'Bench', none: 'Nobody of this tier is on the bench.', more_one: '{{count}} more on the bench', more_other: '{{count}} more on the bench', free: 'free from' },
  sold: 'Net revenue credited',
  form: {
    name: 'Name', slug: 'Short name for links', slugHint: 'Letters a-z, digits and hyphens; it stands in links as utm_campaign.', status: 'Status', startsOn: 'First day', endsOn: 'Last day', budget: 'Budget', currency: 'Currency',
    reserve: 'Reserve', slots: 'Slots', share: 'Share', matrix: 'Matrix', matrixHint: 'The three shares divide what is left after the reserve and must sum to 100%.', basics: 'Campaign', landing: 'Landing page',
    landingHint: 'Where tracking links lead unless a collaboration names its own page. Allowed hosts: {{hosts}}.', noHosts: 'none yet', targets: 'Targets', targetsHint: 'Leave empty what you do not aim for.', create: 'Create campaign', failed: 'The campaign was not saved. Put right what is marked below.',
  },
  move: { this: 'This revision moves', before: 'moved in this quarter before', cap: 'without sign-off at most', ask: 'Ask three seats to sign it off' },
  error: {
    signOffNeeded: 'More of the budget would be moved within the quarter than one person may move. Nothing was changed; what you typed is kept below.',
    required: 'This is needed.', day: 'A day such as 2026-07-02.', endsBeforeStart: 'The last day is before the first.', slug: 'Letters a-z, digits and hyphens, such as summer-2026.', slugTaken: 'Another campaign has this short name.',
    amount: 'An amount such as 500000 or 1234.50.', currency: 'A currency code such as CNY.', percent: 'A percentage from 0 to 100 with two decimals at most.', count: 'A whole number from 0 up.', sharesNotWhole: 'The shares sum to {{detail}}, not to 100%.', tierLocked: 'Finance has locked the budget of a tier that this would change ({{detail}}).',
    landing: 'An http or https address without a user name.', hostNotAllowed: 'The host {{detail}} is not allowed. An administrator can add it in the settings.', stale: 'Somebody else has changed this campaign since you opened it. Your input is kept below; open the page anew to see theirs.', invalid: 'This value cannot be used.',
  },
};
