export const settings = {
  title: 'Settings',
  tab: { thresholds: 'Thresholds', workspace: 'Workspace', rates: 'Exchange rates', people: 'People', tokens: 'API keys', shops: 'Shops' },
  saved: 'Saved.',
  policy: {
    readOnly: 'You see the thresholds in force. Only administrators publish new ones.',
    staleTitle: 'Somebody published other thresholds in the meantime', staleText: 'Version {{version}} is in force now. What you typed is still here; reload to start from that version.',
    unchanged: 'Nothing differs from the thresholds in force, so there is nothing to publish.', problems: 'Some thresholds cannot be taken as they are.',
    publishTitle: 'Publish version {{version}}', publishText: 'From then on reviews use these thresholds. Earlier results keep the version they were computed with.',
    note: 'What changes, and why', noteMissing: 'Say what changes, and why: it is kept with the version.', publish: 'Publish', default: 'Default: {{value}}', empty: 'not set',
    sum: 'The parts must sum to 100 %.', versions: 'Versions', version: 'Version {{version}}', inForce: 'in force',
    unit: { days: 'days', hours: 'hours', roi: 'ROI', percent: '%', posts: 'peers', periods: 'periods', points: 'points', orders: 'orders' },
    section: {
      attribution: 'Attribution', roi: 'Lights', review: 'Reviews and fuse', proposals: 'Proposals', prior: 'Assumptions where data is thin', weightsTop: 'Weights of the scorecard: top',
      weightsMid: 'Weights of the scorecard: mid', weightsEmerging: 'Weights of the scorecard: emerging', scorecard: 'Scorecard', money: 'Budget control and payments',
    },
    about: {
      attribution: 'Which touches count for an order, and how its revenue is divided. When this changes, every order is decided anew.', roi: 'Lights go by the ROI expected at close.',
      review: 'How often results are reviewed and when spending stops.', proposals: 'How certain the data must be before something is proposed.',
      prior: 'What a collaboration is taken for before it has orders of its own.', weightsTop: 'Parts of 100.', weightsMid: 'Parts of 100.', weightsEmerging: 'Parts of 100.',
      scorecard: 'When posts are compared, with whom, and what the grades are.', money: 'When a change of money needs sign-off, and how payments are staged.',
    },
    field: {
      attribution: { model: 'Model', clickWindowDays: 'Clicks count for', couponGraceDays: 'Coupons count after the flight for', decayHalfLifeDays: 'Half-life of time decay', countPendingOrders: 'Count unpaid orders (cash on delivery)' },
      roi: { amberFrom: 'Amber from', greenFrom: 'Green from', starFrom: 'Star from', grossMarginBasisPoints: 'Gross margin, for profit ROI' },
      review: {
        periodDays: 'Length of a review period', fuseBelowRoi: 'Fuse counts periods below', fuseSteps: 'Periods in a row until it trips', resetPilotBasisPoints: 'Pilot after a reset, of the plan',
        arrivalHalfLifeDays: 'Half of the sales arrive within', tooEarlyBelow: 'Too early below this share of expected sales',
      },
      proposals: {
        reduceProbability: 'Reduce from a certainty of', replaceProbability: 'Replace from a certainty of', extendProbability: 'Extend from a certainty of', candidateBetterProbability: 'Candidate better from a certainty of',
        keepBelow: 'Keep up to a chance of low ROI of', reduceByShareBasisPoints: 'Reduce by this share of the freed money', priorRoi: 'Usual ROI', priorShape: 'Weight of the usual ROI (shape)',
        minimumTierCollaborations: 'Collaborations needed to learn from a tier', orderValueCv: 'Spread of order values', orderValuePriorOrders: 'Weight of the usual order value', refundPriorRefunded: 'Refunded, assumed', refundPriorKept: 'Kept, assumed',
      },
      scorecard: {
        weights: { exposure: 'Exposure', engagement: 'Engagement', conversion: 'Conversion', sentiment: 'Sentiment' },
        ageHours: 'Ages at which posts are compared', peerWindowDays: 'Peers of the last', minimumPeers: 'Fewest peers of a group', priorPeers: 'Weight of the platform default',
        minimumCoverage: 'Data needed for a grade', grades: { S: 'S from', A: 'A from', B: 'B from', C: 'C from' }, longTermTopShare: 'Best share marked for the long-term programme',
      },
      scripts: { similarityFrom: 'Scripts are near-copies from' },
      money: {
        revisionCapBasisPoints: 'Moves within a quarter need sign-off above', overspendCutBasisPoints: 'Cut plan when spending exceeds plan by', costOverrunReviewBasisPoints: 'Review when cost exceeds plan by',
        revenueSwingBasisPoints: 'Review when revenue swings by', paymentSplitBasisPoints: { part0: 'Paid on agreement', part1: 'Paid on publication', part2: 'Paid after the review' },
      },
    },
  },
  workspace: {
    about: 'Workspace', name: 'Name', timeZone: 'Time zone', timeZoneHint: 'Days, periods and flights are days of this zone, such as Asia/Shanghai.', zoneFixed: 'There are orders already, so the days stay as they were counted.',
    zoneUnknown: 'Enter a zone such as Asia/Shanghai or Europe/Berlin.', hosts: 'Hosts of landing pages', hostsHint: 'One a line, such as shop.example. Tracking links lead to these hosts only.', hostsInvalid: 'Not a host name: {{value}}',
    currency: 'Reporting currency', save: 'Save', saved: 'Saved.', nameMissing: 'Enter a name.',
  },
  rates: {
    title: 'Exchange rates', text: 'Units of {{currency}} for one unit of the currency, from a day on. Amounts that were counted keep the rate they were counted at; orders that waited for a rate count as soon as it is here.',
    currency: 'Currency', validFrom: 'From', rate: 'Rate', add: 'Save rate', none: 'No rate has been given yet.', waiting: 'Orders wait for a rate of: {{currencies}}', saved_one: 'Saved. {{count}} order that waited counts now.',
    saved_other: 'Saved. {{count}} orders that waited count now.', own: 'That is the reporting currency itself.', currencyInvalid: 'Enter a currency code such as USD.', rateInvalid: 'Enter a positive number such as 7.1234.', dayInvalid: 'Choose a day.',
    table: 'Rates given',
  },
  people: {
    title: 'People', name: 'Name', email: 'E-mail', role: 'Role', seat: 'Sign-off seat', noSeat: 'None', state: 'State', active: 'Active', disabled: 'Disabled', add: 'Add a person', addButton: 'Add', password: 'First password',
    passwordHint: 'At least {{min}} characters. Someone who already has an account keeps their own password.', change: 'Save', disable: 'Disable', enable: 'Enable', you: 'you', own: 'Nobody changes their own access.',
    addedText: 'Added.', changedText: 'Saved.', disabledText: 'Disabled and signed out everywhere.', removedText: 'Removed from this workspace; the account belongs to others too.', enabledText: 'Enabled.', gone: 'This person is not in the workspace any more.',
    roleOf: 'Role of {{name}}', seatOf: 'Seat of {{name}}', actions: 'Actions',
  },
  tokens: {
    title: 'API keys', text: 'Programs sign in with a key. It is shown once; keep it where you keep passwords.', name: 'Name', scopes: 'May', expires: 'Expires', expiresHint: 'Leave empty for a key without end.', never: 'never', create: 'Make a key', newKey: 'The new key',
    newKeyText: 'Copy it now. It cannot be shown again.', prefix: 'Begins with', created: 'Made', lastUsed: 'Last used', notUsed: 'never', state: 'State', live: 'Live', revoked: 'Revoked', revoke: 'Revoke', revokeOf: 'Revoke {{name}}', none: 'No key has been made yet.',
    nameMissing: 'Name the program that will use it.', scopesMissing: 'Choose at least one right.', dateInvalid: 'Choose a day after today.',
    scope: { ordersWrite: 'Send orders and refunds', clicksWrite: 'Send clicks', contentWrite: 'Send content metrics', read: 'Read without costs', costsRead: 'Read costs and ROI', proposalsDecide: 'Accept and reject proposals' },
  },
  shops: {
    title: 'Shops', text: 'A connected shop sends its orders and refunds by itself; each delivery is signed with the secret you enter here.', shop: 'Name of the shop', shopHint: 'As its orders carry it, such as main. Known shops are connected, new ones are made.',
    secret: 'Webhook secret', secretHint: 'From the notification settings of the shop. A new secret replaces the one before, which stays accepted while the shop changes over.', connect: 'Connect or renew secret', kind: 'Kind', address: 'Webhook address', state: 'State',
    connected: 'Connected', manual: 'By file or API', none: 'No shop has sent an order yet.', savedText: 'Connected. Enter this address in the shop: {{address}}', shopMissing: 'Enter a short name of letters, digits, dots, - and _.', secretMissing: 'Enter the secret.',
    created: 'Known since', kindName: { manual: 'File or API', shopify: 'Shopify', woocommerce: 'WooCommerce' }, topics: 'Topics to subscribe: orders/create, orders/updated, orders/cancelled, refunds/create (JSON).',
  },
};
