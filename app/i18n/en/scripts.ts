export const scripts = {
  title: 'Scripts',
  brief: 'Brief',
  section: 'Brief and scripts',
  open: 'Brief and scripts',
  notFound: 'There is no such script.',
  status: { draft: 'Draft', submitted: 'With content', content_approved: 'With legal', ready: 'Ready to publish', published: 'Published', returned: 'Returned' },
  turn: { author: 'Author', content: 'Content team', legal: 'Legal', publish: 'To be published', none: 'Nobody' },
  step: {
    submit: 'Submit for approval', approve_content: 'Approve', return_content: 'Return', approve_legal: 'Approve for legal', return_legal: 'Return', withdraw: 'Withdraw', publish: 'Mark as published',
  },
  done: {
    submit: 'Submitted', approve_content: 'Content approved', return_content: 'Returned by content', approve_legal: 'Legal approved', return_legal: 'Returned by legal', withdraw: 'Withdrawn', publish: 'Published',
  },
  refusal: {
    state: 'Not possible in this state.', right: 'Your role may not do this.', 'nothing-written': 'No version has been written yet.', 'own-version': 'Whoever wrote a version does not approve it for legal.',
    'ad-mark': 'The visible mark is missing. Without it legal cannot approve and nobody can publish.', 'legal-missing': 'The brief now asks for legal approval, which this version does not have. Withdraw and submit it again.',
    stale: 'Somebody acted in the meantime. The page shows the newest state; decide again.', reason: 'Say why: the author reads it.',
  },
  overdue: 'Overdue',
  due: 'Due',
  noDue: 'No due day',
  round: 'Round {{round}}',
  roundOver: 'Round {{round}}, more than the usual {{usual}}',
  version: 'Version {{version}}',
  noVersion: 'Nothing written yet',
  by: '{{name}}',
  briefPage: {
    title: 'Brief', reuse: 'Best assets for it', none: 'There is no brief yet', noneText: 'A brief says what the KOL is asked to make: what must be said, what must not, and by when.', write: 'Write the brief', edit: 'New version', cancel: 'Cancel', save: 'Save as version {{version}}',
    from: 'Begin from', fromTemplate: 'Template', fromNothing: 'Empty', use: 'Use', begunFrom: 'Begun from “{{name}}”.', versions: 'Versions', compare: 'Changes', latest: 'in force', copiedFrom: 'copied from another collaboration',
    changesTitle: 'Changes from version {{from}} to {{to}}', noChanges: 'These versions say the same.', empty: 'empty', yes: 'Yes', no: 'No', removed: 'Removed', added: 'Added', stale: 'Somebody wrote version {{version}} in the meantime. What you typed is still here; reload to start from that version.',
    unchanged: 'Nothing differs from the version in force.', problems: 'The brief was not saved. Please look at the marked fields.', legalBecauseReview: 'Yes, because it is a review with a purchase link',
    copyTitle: 'Copy to others', copyText: 'Each gets a next version of its own; days move with the beginning of its flight.', copyTo: 'To', copyAll: 'All collaborations of the campaign', copyTier: 'Tier {{tier}}', copy: 'Copy', copied_one: 'Copied to {{count}} collaboration.', copied_other: 'Copied to {{count}} collaborations.',
    copySame_one: '{{count}} said the same already.', copySame_other: '{{count}} said the same already.', since: 'The script was approved by an earlier version of the brief.', templates: 'Templates',
  },
  field: {
    goal: 'Goal', audience: 'Audience', sellingPoints: 'Selling points', mustSay: 'Must say', mustNotSay: 'Must not say', format: 'Format', minimumLength: 'At least (characters)', maximumLength: 'At most (characters)', length: 'Length',
    isReview: 'Review or experience post with a purchase link', isReviewShort: 'Review post', needsLegal: 'Legal approval', scriptDueOn: 'Script due', publishOn: 'Planned publication',
  },
  hint: {
    lines: 'One a line.', mustSay: 'One a line. Looked for whatever its case, width, blanks and punctuation; left out when scripts are compared.', mustNotSay: 'One a line. Each place in a script is marked.',
    isReview: 'It must then carry the visible mark {{mark}} (abroad #ad or “paid partnership”), and legal has to approve it.', format: 'For example: vertical video, 60 s',
  },
  error: { required: 'Required.', phrase: 'Each line needs a letter or digit and at most 200 characters.', point: 'Each line has at most 400 characters.', length: 'A whole number from 1 to 10000.', order: 'Less than the other end.', day: 'A day such as 2026-07-02.', publishBefore: 'Before the script is due.', long: 'Too long.', many: 'Too many lines.' },
  page: {
    write: 'Write a version', writeNext: 'Write version {{version}}', text: 'Script', note: 'What changed', noteHint: 'For whoever approves; kept with the version.', save: 'Save version {{version}}', chars: 'At most {{count}} characters.', blocked: 'The script is under approval. It has to be withdrawn or returned before another version is written.',
    stale: 'Somebody wrote version {{version}} in the meantime. What you typed is still here.', unchanged: 'Nothing differs from the newest version.', empty: 'Write something first.', tooLong: 'At most {{count}} characters.', versions: 'Versions', none: 'No version has been written yet.', open: 'Open', history: 'Approval',
    noHistory: 'Not submitted yet.', similar: 'Compare with the campaign', characters_one: '{{count}} character', characters_other: '{{count}} characters', noBrief: 'There is no brief: must-say and must-not-say cannot be checked.', older: 'This is an older version.', newest: 'Open the newest', wasDue: 'was due {{day}}',
  },
  view: {
    text: 'Text', legend: 'Marked in the text', said: 'must say', forbidden: 'must not say', mark: 'advertising mark', changes: 'Changes since version {{version}}', against: 'Compare with', first: 'The first version: nothing to compare with.', compare: 'Compare', added: 'added', removed: 'removed', same: 'The texts are the same.',
    legal: 'Review for legal', steps: 'Next step', over: 'Published: nothing is left to do.', waits: 'Waits for: {{turn}}', reason: 'Reason or remark', reasonHint: 'Needed for returning and withdrawing; the author reads it.', legalHint: 'Legal approval is given by people whom an administrator has made legal reviewers.',
  },
  check: {
    title: 'Checks', mustSay: 'Must say', mustNotSay: 'Must not say', found_one: 'found', found_other: 'found {{count}} times', missing: 'missing', notSaid: 'not said', said_one: 'said once', said_other: 'said {{count}} times', none: 'The brief names none.',
    adMark: 'Advertising mark', adPresent: 'The mark is there', adMissing: 'The mark is missing: this blocks legal approval', adNotNeeded: 'Not needed: no review with a purchase link', adMainland: 'A review or experience post with a purchase link must visibly carry {{mark}}, standing by itself, for example in brackets.', adAbroad: 'Abroad it must carry #ad or “paid partnership”.', adEither: 'It must visibly carry {{mark}}, #ad or “paid partnership”.',
    adLate: 'It stands far into the text. Better put it where it is seen at once.', length: 'Length', lengthText: '{{characters}} characters, about {{seconds}} s when spoken', short: 'shorter than the {{limit}} asked for', long: 'longer than the {{limit}} asked for', fine: 'within what was asked for', format: 'Format asked for',
  },
  near: {
    title: 'Nearest scripts of the campaign', none: 'It shares no passage with another script of the campaign.', nearCopy: 'near-copy', similarity: '{{percent}} alike', passages_one: '{{count}} shared passage', passages_other: '{{count}} shared passages', compare: 'Side by side', threshold: 'Near-copies from {{percent}}; claims of the brief are left out.',
  },
  matrix: {
    title: 'Sameness of scripts', finding_one: '{{count}} pair of scripts is a near-copy', finding_other: '{{count}} pairs of scripts are near-copies', findingNone: 'No two scripts are near-copies', compared_one: '{{count}} script compared', compared_other: '{{count}} scripts compared',
    text: 'The newest version of each script, without the claims that the briefs demand. Near-copies from {{percent}}.', pairs: 'Pairs, the most alike first', first: 'Script', second: 'and', similarity: 'Alike', passages: 'Shared passages', open: 'Side by side', none: 'No two scripts to compare yet', noneText: 'As soon as two collaborations of the campaign have scripts, they are compared here.',
    noPairs: 'No two scripts share a passage.', self: 'the same script', shown: 'The {{count}} most alike pairs are listed.', scripts: 'Scripts of the campaign', state: 'State',
  },
  compare: {
    title: 'Side by side', shared: 'Shared passages are marked; the same number stands for the same passage.', similarity: '{{percent}} alike', nearCopy: 'Near-copy: from {{percent}} on two scripts of a campaign are too much alike.', below: 'Below the {{percent}} from which scripts count as near-copies.', none: 'The two scripts share no passage.', passages: 'Shared passages', passage: 'Passage', at: 'Length',
    demanded: 'Claims that a brief demands and the advertising mark are left out and set in grey.',
  },
  list: {
    title: 'Scripts to approve', kol: 'KOL', campaign: 'Campaign', state: 'State', waits: 'Waits for', due: 'Due', round: 'Round', since: 'Since', author: 'Written by', publishOn: 'Planned', search: 'KOL or campaign', emptyTitle: 'Nothing waits', emptyText: 'Scripts appear here as soon as a collaboration has a brief.',
    filterState: 'State', filterDue: 'Due', overdueOnly: 'Overdue', tier: 'Tier', tab: { content: 'To approve: content', legal: 'To approve: legal', overdue: 'Overdue', all: 'All open' }, templates: 'Brief templates',
  },
  templates: {
    title: 'Brief templates', text: 'What briefs begin from. The one of a campaign is proposed for all its briefs.', name: 'Name', campaign: 'Default of campaign', noCampaign: 'None: for every campaign', add: 'New template', edit: 'Edit', save: 'Save template', delete: 'Delete', none: 'There is no template yet.', saved: 'Saved.', deleted: 'Deleted.',
    stale: 'Somebody changed this template in the meantime. What you typed is still here.', taken: 'Briefs of this campaign begin from “{{name}}” already.', gone: 'This template is not there any more.', updated: 'Changed', nameMissing: 'Enter a name.', confirmDelete: 'Delete {{name}}', deleteTitle: 'Delete “{{name}}”?', deleteText: 'Briefs that began from it keep their words. The template is gone for good.', keep: 'Keep it',
  },
  needs: { content_one: '{{count}} script to approve', content_other: '{{count}} scripts to approve', legal_one: '{{count}} script for legal', legal_other: '{{count}} scripts for legal', overdue_one: '{{count}} approval step overdue', overdue_other: '{{count}} approval steps overdue' },
  card: { noBrief: 'No brief yet', briefVersion: 'Brief version {{version}}', scriptVersion: 'Script version {{version}}', noScript: 'No script yet' },
};
