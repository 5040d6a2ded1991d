export const matrix = {
  title: 'Matrix board',
  tools: { plan: 'Slots and shares', snapshots: 'Snapshots' },
  slot: '{{tier}} slot {{slot}}', slotShort: 'Slot {{slot}}', empty: 'Empty', beyond: 'Beyond the plan', succeeded: 'Ended and replaced', addSlot: 'Add a slot to {{tier}}', removeSlot: 'Remove a slot from {{tier}}',
  roiSoFar: 'ROI so far', roiAtClose: 'at close', tooEarly: 'too early to say', noReview: 'not reviewed yet', cost: 'Cost',
  lock: {
    locked: 'Budget locked', by: 'Locked by {{name}}: {{reason}}', lock: 'Lock budget', unlock: 'Unlock budget', title: 'Lock the budget of {{tier}}', titleUnlock: 'Unlock the budget of {{tier}}',
    text: 'While it is locked, nothing that would change the money of this tier can be moved, drafted, priced or planned.', reason: 'Reason', missing: 'Say why.',
  },
  bench: {
    title: 'Bench', rank: 'No. {{rank}}', expected: 'expected ROI', interval: '{{low}}–{{high}} in 9 of 10 cases', own: 'from own sales', prior: 'from the tier, no sales of their own yet', price: 'Price', noPrice: 'no price',
    freeNow: 'free now', none: 'Nobody of this tier is on the bench.', more_one: '{{count}} more on the bench', more_other: '{{count}} more on the bench', noScore: 'no score', waiting: 'working out',
  },
  pool: {
    title: 'Unassigned', open: 'Find somebody in the roster', text: 'Everybody of the roster who is not in this campaign.', search: 'Name or handle', tier: 'Tier', platform: 'Platform', vertical: 'Vertical', any: 'Any',
    find: 'Find', none: 'Nobody fits. Ask for less.', more: 'There are more; narrow the search.',
  },
  move: {
    to: 'Move to…', place: 'Put into a slot…', title: 'Move {{name}}', titlePlace: 'Put {{name}} into a slot', target: 'Where to', bench: 'Back to the bench', emptySlot: '{{slot}}: empty', swapWith: '{{slot}}: change places with {{name}}',
    fee: 'Fee', feeHint: 'Leave empty to draft without a fee.', reason: 'Reason', reasonDefault: 'moved back to the bench', rules: 'Rules', confirm: 'Move', confirmDraft: 'Move all the same, as a draft', confirmPlace: 'Draft the collaboration', cancel: 'Cancel', close: 'Close',
    look: 'Check the rules', noTarget: 'Every slot is taken. Add a slot first, or change places.', busy: 'Moving {{name}}…', signOff: 'Ask for the sign-off', undo: 'Undo', notMoved: 'Not moved: {{name}}',
    blockedReason: 'A rule forbids it; see below.', needFee: 'An amount such as 12000 or 12000.50.', needReason: 'Say why.', editFee: 'Change the fee of {{name}}', save: 'Save', saveDraft: 'Save all the same',
    back: 'Back to the board', unreadable: 'This move was not understood. Open the board anew.',
  },
  judgement: { forbidden: 'Not allowed', draft: 'Allowed as a draft', fine: 'Allowed' },
  severity: { forbids: 'forbids', draft: 'to confirm', fine: 'holds' },
  done: { place: '{{name}} was drafted for the slot.', bench: '{{name}} is off the board; the draft is cancelled.', shift: '{{name}} was moved.', swap: '{{name}} has changed places.', fee: 'The fee of {{name}} was changed.' },
  stale: {
    title: 'The board has changed since you looked', gone: 'The collaboration is no longer on the board.', changed: '{{name}} was changed by {{by}} at {{at}} ({{action}}).', changedPlain: '{{name}} was changed meanwhile.', occupied: '{{name}} sits there now.', left: '{{name}} no longer sits there.',
    elsewhere: '{{name}} sits in {{place}} now.', text: 'The board below is up to date. Nothing was moved.',
  },
  refused: {
    'account-unknown': 'The KOL has no account to work with. Add one in the roster first.', 'landing-missing': 'The campaign has no landing page. Give it one first.', 'landing-not-a-page': 'The landing page of the campaign is no address.',
    'host-not-allowed': 'The host of the landing page is not allowed any more.', 'sign-off-needed': 'The tier would exceed its share: three people have to sign off first.', 'fee-below-paid': 'Payments that are under way or paid are above this fee.',
    'fee-below-released': 'More was released than this fee would be.', 'spending-stopped': 'The fuse has tripped: no further money before it is reset.', 'already-there': 'The account is in this campaign already.', 'kol-blocked': 'The KOL is blocked.', other: 'It was refused ({{problem}}).',
  },
  finding: {
    campaign_closed: 'The campaign is closed.', flight_over: 'The campaign ended on {{day}}.', no_such_slot: 'There is no {{slot}}: the tier has {{slots}}.', no_change: 'That is where it stands already.', blocked: '{{name}} is blocked.', archived: '{{name}} is archived.',
    slot_taken: '{{name}} sits in {{slot}}. Replacing a partner takes a proposal.', already_in_campaign: '{{name}} is in this campaign already ({{slot}}).', exclusive: 'Bound exclusively to {{brand}}.',
    available_late: 'Free from {{from}}: {{daysLeft}} of {{flightDays}} days are left by then.', available_never: 'Free from {{from}} only; the campaign ends on {{endsOn}}.', other_tier: '{{name}} is {{own}} in the roster; the slot is {{tier}}.',
    state_agreed: '{{name}} has agreed. Cancel it on the collaboration itself, with a reason.', state_live: '{{name}} is live. Pause the collaboration, or replace it by a proposal.', state_paused: '{{name}} is paused. End the collaboration, or replace it by a proposal.',
    state_over: '{{name}} is over; what is over stays where it was.', spending_stopped: 'The fuse of {{name}} has tripped: {{added}} more is refused until it is reset.', spending_pilot: '{{name}} is in a pilot: {{added}} more, {{left}} left.',
    fee_bound: '{{fee}} is below the {{bound}} that is requested, paid or released already.', tier_locked: '{{by}} has locked the budget of {{tier}} ({{reason}}); it would change by {{change}}.', slot_count: '{{tier}}: {{before}} → {{after}} of {{slots}} slots taken.',
    tier_share: '{{tier}}: {{before}} → {{after}} of {{planned}}, its {{share}} share ({{beforePercent}} → {{afterPercent}}).', price: 'Costs {{price}}; {{left}} is left in the tier.', reserve: 'All tiers come to {{after}} of {{without}}: {{over}} would come out of the reserve of {{reserve}}.',
    sign_off: '{{name}} is committed: {{committed}} + {{amount}} exceeds the {{planned}} of {{tier}}. Three people have to sign off first.', sign_off_granted: '{{name}}: {{committed}} + {{amount}} exceeds the {{planned}} of {{tier}}; signed off up to {{granted}}.',
    price_unknown: 'No fee yet: the slot is drafted without money.', no_rate: 'There is no exchange rate: the money cannot be compared.',
  },
  drag: {
    drag: 'Drag {{name}}', instructions: 'Press Space to pick up, the arrow keys to go from slot to slot, Space again to drop, Escape to put back.', picked: 'Picked up {{name}}.', over: 'Over {{slot}}. {{judgement}}. {{rules}}', overNothing: 'Over no slot.', dropped: 'Dropped {{name}} on {{slot}}.', refused: 'Not dropped: {{rules}}',
    cancelled: 'Put {{name}} back.', bench: 'the bench',
  },
  plan: {
    title: 'Slots and shares', text: 'The reserve is set aside first; the three shares divide the rest and sum to 100.0%.', share: 'Share', slots: 'Slots', money: 'Money', reserve: 'Reserve', total: 'Total', save: 'Save', notWhole: 'The shares sum to {{total}}, not to 100.0%.',
    taken: '{{tier}}: {{people}} people sit there; {{slots}} slots are too few. Take somebody off the board first.', locked: '{{by}} has locked the budget of {{tier}} ({{reason}}): it would go from {{from}} to {{to}}.', stale: 'Somebody else has changed the plan since you opened it. Look at it anew.', percent: 'A percentage from 0 to 100 with two decimals at most.', count: 'A whole number from 0 up.',
    needed: 'This moves {{amount}} of the budget; {{moved}} was moved in the quarter already and {{cap}} may be without three people.',
  },
  target: {
    title: 'Targets against actuals', subtitle: '{{percent}} of the flight is over.', search_uplift: 'Search uplift', ugc_items: 'UGC items', interactions: 'Interactions', sales_uplift: 'Sales uplift', column: 'Target', goal: 'Goal', actual: 'Actual', source: 'Where it comes from', progress: 'Progress', none: 'This campaign has no targets.',
    content: 'Likes, comments, shares and saves of {{measured}} of {{posts}} posts, latest reading {{at}}', posts: 'Posts of the collaborations; posts of users can be typed in', stated: '{{source}}, measured on {{day}}, typed in by {{by}}',
    no_search_feed: 'No feed reports searches. Type it in with its source.', no_sales_baseline: 'The portal does not know what would have been sold without the campaign. Type it in with its source.', no_readings: 'No post has a reading yet.',
    met: 'Reached', ahead: 'Ahead of time', behind: 'Behind time', of: '{{percent}} of the goal', state: 'Type in an actual', value: 'Value', valueHint: 'A count; a percentage for the sales uplift.', measuredOn: 'Measured on', sourceField: 'Source', sourceHint: 'Who measured it, such as a search index or an agency report.', reason: 'Reason', reasonHint: 'Why it is typed in, or why it changes.',
    history: 'Typed in so far', noHistory: 'Nothing was typed in yet.', by: 'By', at: 'When', future: 'That day has not come yet.', badValue: 'A number such as 2100000, or 12.5% for the sales uplift.', required: 'This is needed.', badDay: 'A day such as 2026-07-02.', fed: 'A feed measures this; it is not typed over.', link: 'Type in actuals',
  },
  snapshot: {
    title: 'Snapshots of the matrix', text: 'One is kept every week, on Monday; more whenever you want. A snapshot never changes.', take: 'Take a snapshot now', note: 'Note', weekly: 'Week of {{day}}', manual: 'Taken by {{by}}', now: 'Now', from: 'From', to: 'To', compare: 'Compare', none: 'No snapshot yet. The first is taken on the next Monday, or now.',
    taken: 'The snapshot was taken.', seats: 'Who came, left and moved', noChange: 'Nobody came, left or moved, and no fee changed.', unchanged_one: '{{count}} person as before', unchanged_other: '{{count}} people as before', who: 'KOL', what: 'What', before: 'Before', after: 'After', cost: 'Cost', came: 'Came', left: 'Left', moved: 'Moved', changed: 'Changed',
    money: 'Money by tier', tier: 'Tier', planned: 'Planned', committed: 'Committed', drafted: 'Drafted', accrued: 'Accrued', revenue: 'Net revenue credited', targets: 'Targets', list: 'All snapshots', at: 'Data as of', open: 'Compare with now', same: 'Both are the same snapshot.', currency: 'The snapshots are in two currencies; their amounts are not comparable.',
  },
};
