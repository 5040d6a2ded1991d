export const whatIf = {
  title: 'What if',
  open: 'What if the money moved',
  asOf: 'as of',
  nothingChanges: 'A calculation: nothing is changed by it.',
  noRate: 'The budget is in {{currency}}, which has no exchange rate; nothing can be worked out until a rate is given.',
  infeasible: { title: 'No plan keeps all of these limits', text: 'Without any one of them the others could hold:' },
  tiles: { gain: 'Expected gain', sd: 'standard deviation', better: 'Better than doing nothing', revenue: 'Expected revenue at close', spend: 'Committed money', roi: 'Expected ROI', now: 'now' },
  moves: {
    title: 'The plan', text: 'The reallocation with the highest expected revenue, beside leaving everything as it is.', who: 'Who', what: 'What', from: 'Now', to: 'Then', change: 'Money moved', revenue: 'Expected revenue',
    action: { extend: 'extend', reduce: 'reduce', end: 'end', take: 'from the bench', pilot: 'pilot' },
    noneTitle: 'Leave it as it is', none: 'Within these limits no move is expected to bring more than it costs.',
  },
  binding: {
    title: 'What holds the plan back', text: 'Expected revenue that easing each limit a little would bring.', limit: 'Limit', brings: 'Would bring', oneThousand: 'one more 1,000', oneSlot: 'one more slot', none: 'No limit is used up: more room would bring nothing.',
  },
  limit: {
    budget: 'Budget less reserve', revision: 'Money that may be moved this quarter', pilots: 'Money for pilots', share_top: 'Share of the top tier', share_mid: 'Share of the mid tier', share_emerging: 'Share of the emerging tier',
    slots_top: 'Slots of the top tier', slots_mid: 'Slots of the mid tier', slots_emerging: 'Slots of the emerging tier',
  },
  wishes: {
    title: 'Assume otherwise', text: 'Empty fields mean the campaign\'s plan and the policy.', budget: 'Budget', budgetHint: 'Of the whole campaign.', reserve: 'Reserve', reserveHint: 'Not to be committed.',
    movable: 'Money that may move', movableHint: 'More than this in a quarter needs the sign-off of three seats.', pilot: 'Money for pilots', pilotHint: 'For people without sales of their own yet.',
    returns: 'Returns on more money', returnsHint: '100% in proportion; at 70% twice the money brings 62% more.', returnsRange: 'A number from 10 to 100.',
    capacity: 'Room of a partner', capacityHint: 'How much more one can take on, beside what they have.', capacityRange: 'A number from 0 to 500.', amount: 'An amount such as 500000 or 1234.50.', submit: 'Work it out',
  },
};
