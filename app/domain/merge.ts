/** The texts of a form by field. */
export type FieldTexts = Readonly<Record<string, string>>;

/**
 * Where a field stands when a form is saved that somebody else overtook. `theirs` and `mine` changed on one side alone, `same` was changed to the
 * same by both, `conflict` to different texts by both.
 */
export type MergeStanding = 'untouched' | 'mine' | 'theirs' | 'same' | 'conflict';

export interface MergedField {
  readonly field: string;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly standing: MergeStanding;
}

/**
 * A three-way merge of plain fields: what the form was opened with, what was typed, and what is saved now. A field that one side lacks is empty
 * there; blanks at its ends and the kind of its line breaks say nothing.
 */
export function mergeFields(base: FieldTexts, mine: FieldTexts, theirs: FieldTexts): MergedField[] {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(base), ...Object.keys(mine)])];
  return names.map((field) => {
    const texts = { base: plain(base[field]), mine: plain(mine[field]), theirs: plain(theirs[field]) };
    return { field, ...texts, standing: standingOf(texts) };
  });
}

/** The text that stands when nothing is said about a field: what one side changed; of a conflict what was typed, so that it is not lost. */
export function mergedText(field: MergedField): string {
  return field.standing === 'theirs' ? field.theirs : field.mine;
}

/** What a person must look at: everything that somebody else changed. */
export function overtakenFields(fields: readonly MergedField[]): MergedField[] {
  return fields.filter(({ standing }) => standing === 'theirs' || standing === 'conflict');
}

function standingOf({ base, mine, theirs }: { readonly base: string; readonly mine: string; readonly theirs: string }): MergeStanding {
  if (mine === theirs) return mine === base ? 'untouched' : 'same';
  if (theirs === base) return 'mine';
  return mine === base ? 'theirs' : 'conflict';
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim();
}
