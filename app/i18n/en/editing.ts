/** Editing in tables: cells, bulk edits, pasted blocks, undo, the recycle bin, and forms that somebody else overtook. */
export const editing = {
  listJoin: ', ',
  field: { name: 'Name', tier: 'Tier', status: 'Status', price: 'Price', verticals: 'Verticals', notes: 'Notes', flight: 'Flight' },
  cell: {
    label: '{{field}}: {{value}}. Press Enter to edit.', empty: 'empty', hint: 'Enter edits, arrows move, Tab saves and goes on, Esc leaves it as it was.', saving: 'Saving…',
    theirs: 'Somebody else set it to {{value}} meanwhile.', keepMine: 'Keep mine', takeTheirs: 'Take theirs', failed: 'Not saved: the connection failed. What you typed is still here.', retry: 'Try again', drop: 'Leave as it was',
    reasonMissing: 'Blocking needs a reason.', reason: 'Reason', saved: '{{name}}: {{field}} changed', gone: 'This row is gone. Load the page again.',
  },
  problem: {
    'not-found': 'is gone', stale: 'was changed by somebody else meanwhile', unchanged: 'is so already', unreadable: '“{{detail}}” cannot be read here', 'reason-missing': 'blocking needs a reason',
    'price-missing': 'has no price', 'too-many-verticals': 'would have more than 100 verticals', 'too-long': 'longer than {{detail}} characters', 'in-use': 'is in use and can only be archived:',
    'row-left': 'left as it is: another cell of this row cannot be read', 'ends-before-start': 'the flight would end before it begins', 'sign-off-needed': 'needs a sign-off, on its page', 'tier-locked': 'the money of the tier is locked ({{detail}})', 'campaign-closed': 'the campaign is closed', 'not-offered': 'cannot be changed here',
  },
  obstacle: {
    collaborations_one: '{{count}} collaboration that left draft', collaborations_other: '{{count}} collaborations that left draft',
    'left-draft_one': 'it is more than a draft', 'left-draft_other': 'it is more than a draft',
    money_one: '{{count}} entry in the books', money_other: '{{count}} entries in the books', content_one: '{{count}} post', content_other: '{{count}} posts',
    orders_one: '{{count}} credited order', orders_other: '{{count}} credited orders', clicks_one: '{{count}} day with clicks', clicks_other: '{{count}} days with clicks',
    reviews_one: '{{count}} review', reviews_other: '{{count}} reviews', proposals_one: '{{count}} proposal', proposals_other: '{{count}} proposals',
    replacements_one: '{{count}} replacement', replacements_other: '{{count}} replacements', 'sign-offs_one': '{{count}} sign-off', 'sign-offs_other': '{{count}} sign-offs',
    assets_one: '{{count}} library asset', assets_other: '{{count}} library assets',
  },
  skipped: { unknown: 'A row that is gone' },
  select: {
    row: 'Select {{name}}', page: 'Select all rows of this page', column: 'Selection', chosen_one: '{{count}} selected on this page', chosen_other: '{{count}} selected on this page',
    allMatch_one: 'Select all {{formatted}} that match', allMatch_other: 'Select all {{formatted}} that match', allMatchMore: 'Select all that match (more than {{formatted}})',
    allChosen_one: 'All {{formatted}} that match are selected', allChosen_other: 'All {{formatted}} that match are selected', allChosenMore: 'All that match are selected (more than {{formatted}})', clear: 'Clear selection',
    bar: 'Change the selected rows',
  },
  action: {
    label: 'Change', tier: 'Set tier', status: 'Set status', 'add-vertical': 'Add vertical', 'remove-vertical': 'Remove vertical', archive: 'Archive', delete: 'Delete', vertical: 'Vertical', reason: 'Reason',
    preview: 'Preview changes',
  },
  bulk: {
    title: 'Change several KOLs', back: 'Back to the list', willChange_one: '{{formatted}} KOL will be changed', willChange_other: '{{formatted}} KOLs will be changed',
    willDelete_one: '{{formatted}} KOL will be deleted', willDelete_other: '{{formatted}} KOLs will be deleted', nothingChanges: 'Nothing would change', ofChosen_one: 'Of {{formatted}} selected.', ofChosen_other: 'Of {{formatted}} selected.',
    undoNote: 'You can undo this as a whole for 10 minutes.', deleteNote: 'They go to the recycle bin for 30 days; you can undo this as a whole for 10 minutes.',
    apply_one: 'Change {{formatted}} KOL', apply_other: 'Change {{formatted}} KOLs', delete_one: 'Delete {{formatted}} KOL', delete_other: 'Delete {{formatted}} KOLs',
    willLeave_one: '{{formatted}} stays as it is', willLeave_other: '{{formatted}} stay as they are', changes: 'Changes', deletions: 'What will be deleted', field: 'Field', before: 'Before', after: 'After',
    more_one: 'and {{formatted}} more', more_other: 'and {{formatted}} more', again: 'Rows changed since the preview. Look again before you go on; nothing was done yet.',
    problem: { form: 'This selection cannot be read.', nothing: 'No rows are selected.', value: 'Choose what to change to.' },
  },
  undo: {
    title: 'Undo a change', button: 'Undo', effect: 'Every row is as it was before, all or none.', locked: 'Finance has locked that money', changedSince: 'These were changed since, so nothing was undone:',
    standing: { 'already-undone': 'This change has been undone.', 'too-late': 'The 10 minutes for undoing are over.', 'not-yours': 'Only the person who made a change can undo it.' },
    done_one: 'Undone: {{count}} row is as it was', done_other: 'Undone: {{count}} rows are as they were', nothing: 'There is no change of yours on this page to undo.',
    conflict: 'Could not undo: something else has its place now.',
    banner: { cell_one: '{{count}} row changed.', cell_other: '{{count}} rows changed.', bulk_one: '{{count}} row changed.', bulk_other: '{{count}} rows changed.', paste_one: '{{count}} row changed.', paste_other: '{{count}} rows changed.', delete_one: '{{count}} deleted.', delete_other: '{{count}} deleted.' },
    bannerLeft_one: '{{count}} was left as it is:', bannerLeft_other: '{{count}} were left as they are:',
  },
  history: {
    title: 'Changes of many rows', note: 'Kept for good. Each can be undone as a whole by whoever made it, for 10 minutes.', at: 'When', who: 'Who', what: 'What', left: 'Left as they were', undo: 'Undo', undoneBy: 'Undone by {{name}}',
    leftCount_one: '{{count}} row', leftCount_other: '{{count}} rows', kind: { cell: 'Cell', bulk: 'Bulk edit', paste: 'Pasted block', delete: 'Deletion' },
    of: { kol_one: '{{count}} KOL', kol_other: '{{count}} KOLs', campaign_one: '{{count}} campaign', campaign_other: '{{count}} campaigns', collaboration_one: '{{count}} collaboration', collaboration_other: '{{count}} collaborations' },
  },
  bin: {
    title: 'Recycle bin', chip_one: 'Deleted ({{count}})', chip_other: 'Deleted ({{count}})', note: 'Kept for {{days}} days, then removed for good.', kinds: 'Show', kind: { all: 'All', kol: 'KOLs', campaign: 'Campaigns', collaboration: 'Collaborations' },
    empty: 'The recycle bin is empty', emptyText: 'What you delete lies here for {{days}} days and can be put back.', what: 'What', kindHead: 'Kind', by: 'Deleted by', at: 'Deleted', left: 'Time left', days_one: '{{count}} day', days_other: '{{count}} days',
    action: 'Action', restore: 'Restore', restoreNamed: 'Restore {{name}}', gone: 'It is no longer in the recycle bin.',
    deleteTitle: 'Delete', deleteKol: 'Delete this KOL', deleteCampaign: 'Delete this campaign', deleteCollaboration: 'Delete this draft', deleteText: 'It goes to the recycle bin for 30 days and can be put back from there.',
    inUse: 'It cannot be deleted, as it has history: {{reasons}}.', archiveInstead: 'Archive it instead: it leaves lists and choices and keeps its figures.', stale: 'Somebody changed it meanwhile. Look again and repeat.',
  },
  conflict: {
    title: 'It cannot be put back as it was', 'handle-taken': 'the account {{value}} belongs to {{holder}} now', 'slug-taken': 'the address {{value}} belongs to {{holder}} now', 'coupon-taken': 'the coupon {{value}} belongs to {{holder}} now',
    'place-taken': '{{holder}} stands in {{value}} already', 'campaign-gone': 'its campaign is gone: {{holder}}. Restore that first', 'kol-gone': 'its KOL is gone: {{holder}}. Restore that first', 'replaced-gone': 'the collaboration that it replaces is gone',
  },
  paste: {
    title: 'Paste a block', text: 'Cell by cell, before and after. Cells that cannot be read are named; their rows stay as they are.', row: 'Row', field: 'Field', before: 'Before', after: 'After', problem: 'Problem', close: 'Close', cancel: 'Cancel',
    apply_one: 'Change {{count}} row', apply_other: 'Change {{count}} rows', nothing: 'Nothing would change.', over: 'What hangs over is left out: {{rows}} rows, {{columns}} columns.', reading: 'Reading the block…', failed: 'The block could not be read.', tooLarge: 'More than {{max}} cells: import a file instead.',
    done_one: '{{count}} row changed', done_other: '{{count}} rows changed', reason: 'Reason for blocking',
  },
  panel: {
    open: 'Show {{name}} beside the list', close: 'Close panel', title: 'Summary', page: 'Open page', edit: 'Edit', loading: 'Loading…', failed: 'The summary could not be loaded.', more_one: 'and {{count}} more', more_other: 'and {{count}} more',
    collaborations: 'Latest collaborations',
  },
  merge: {
    title: 'Somebody saved this while you were editing', text: 'Nothing you typed is lost. For each field choose what to save; fields that only you changed are not listed.', field: 'Field', base: 'When you opened it', mine: 'Yours', theirs: 'Saved meanwhile', empty: 'empty',
    chooseMine: 'Keep yours of {{field}}', chooseTheirs: 'Take the saved {{field}}', fields: 'Fields that differ', clean: 'Somebody saved this too, but no field that you changed. Save again to add yours.',
    edited: 'If you type in a field below after choosing, what you type is saved.',
  },
};
