import type { TFunction } from 'i18next';

/** What the server says of an undo that the page asked for without leaving. */
export interface UndoAnswer {
  readonly status: 'undone' | 'already-undone' | 'changed-since' | 'conflict' | 'tier-locked' | 'too-late' | 'not-yours';
  readonly restored?: number;
  readonly rows?: readonly { readonly label: string }[];
}

/** Why an edit was not taken back; empty when it was. */
export function undoRefusal(answer: UndoAnswer, t: TFunction<'editing'>): string {
  switch (answer.status) {
    case 'undone':
    case 'already-undone':
      return '';
    case 'changed-since':
      return `${t('undo.changedSince')} ${(answer.rows ?? []).map(({ label }) => label).join(t('listJoin'))}`;
    case 'conflict':
      return t('undo.conflict');
    case 'tier-locked':
      return t('undo.locked');
    case 'too-late':
    case 'not-yours':
      return t(`undo.standing.${answer.status}`);
  }
}
