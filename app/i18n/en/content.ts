export const content = {
  title: 'Content of {{name}}', post: 'Content', open: 'Open the post', publishedAt: 'Published', gone: 'Not on its platform any more', goneText: 'The platform has not had this post since {{time}}: deleted, or no longer public. Its counts stay; it is looked for again at the fixed ages.',
  otherPublication: 'The platform says that the post was published on {{stated}}; here it stands as {{here}}. Ages count from the latter. A report with another publication instant corrects it.',
  ages: 'Fixed ages', agesText: 'Posts are scored at these ages, so that old and young ones compare. Each takes the snapshot closest to it that was captured at that age or later.',
  hours_one: '{{count}} hour', hours_other: '{{count}} hours', days_one: '{{count}} day', days_other: '{{count}} days', notReached: 'Reached on {{time}}', noSnapshot: 'No snapshot: the card uses an earlier age',
  servedBy: 'Captured {{time}} · {{source}}', viewsAt: 'Views at {{age}}',
  chart: 'Over time', chartTitle: '{{count}}: {{value}} at the age of {{age}}', chartEmpty: 'No snapshot reports this.', chartBreak: 'Meaning changed', chartAge: 'Age',
  snapshots: 'Snapshots', snapshotsText: 'What was reported, when and by whom. A dash was not reported, which is not 0.', none: 'No snapshot yet. Counts come with the import of content metrics, from the platform, or by hand.',
  captured: 'Captured', age: 'Age', source: 'Source', version: 'Definition', versionText: 'version {{version}}', serves: 'Stands for', corrected: 'corrected', correctedAt: 'Corrected {{time}}', correct: 'Correct', correctOf: 'Correct the snapshot of {{time}}',
  breakRow: 'From here on the platform counts by another definition (version {{version}}): figures above and below do not compare.',
  breakOf: '{{count}} changed its meaning on {{day}}.',
  sourceName: { file: 'File import', api: 'API', manual: 'Typed by hand', 'youtube-api': 'YouTube API', demo: 'Demo' },
  count: {
    impressions: 'Impressions', views: 'Views', likes: 'Likes', comments: 'Comments', shares: 'Shares', saves: 'Saves', follows: 'New followers', positiveComments: 'Positive comments', neutralComments: 'Neutral comments',
    negativeComments: 'Negative comments',
  },
  classified: 'Comments + / = / −',
  form: {
    correctTitle: 'Correct the snapshot of {{time}} ({{source}})', correctText: 'What the source reported stays; from now on every page, score and export uses what you enter. Leave a field empty for "not reported".', addTitle: 'Add a snapshot by hand',
    addText: 'For counts read from a screenshot or the creator\'s own statistics. Leave a field empty for "not reported".', capturedAt: 'Captured', capturedHint: 'When the counts were read, in the time zone {{zone}}.', reason: 'Reason', reasonHint: 'Kept with the correction, for whoever asks later.',
    where: 'Where the counts were read', save: 'Save correction', add: 'Add snapshot', cancel: 'Cancel', openAdd: 'Add a snapshot', failed: 'Not saved yet. Please look at the marked fields.',
    stale: 'Somebody corrected this snapshot in the meantime. What stands now is shown under History; what you typed is still here.', unchanged: 'Nothing differs from what stands, so there is nothing to save.', gone: 'This snapshot is not there any more.',
    problem: { count: 'Enter a whole number such as 1234, 3.3k or 1.2m, or nothing.', reason: 'Say why.', capturedAt: 'Enter a date and time.', outside: 'Not between the publication and now.', exists: 'There is a snapshot typed for that very time: correct it instead.', nothing: 'Enter at least one count.' },
  },
  history: {
    title: 'History of corrections', none: 'Nothing was corrected.', of: 'Snapshot of {{time}}, {{source}}', change: '{{count}}: {{before}} → {{after}}', notReported: 'not reported', undo: 'Take back', undoOf: 'Take the correction of {{time}} back', undoReason: 'Why is it taken back?', undone: 'takes correction {{sequence}} back',
    number: 'Correction {{sequence}}', confirm: 'Take back',
  },
};
