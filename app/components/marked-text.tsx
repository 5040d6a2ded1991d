import type { ReactNode } from 'react';
import { cx } from '#app/ui/class-names.ts';

export type MarkKind = 'said' | 'forbidden' | 'mark' | 'shared' | 'demanded';

export interface TextMark {
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
  /** What it is, on hover and for those who hear the page. */
  readonly label: string;
  /** A number that ties it to the same passage elsewhere. */
  readonly number?: number;
}

// Lines tell the kinds apart where colours do not.
const LOOKS: Record<MarkKind, string> = {
  said: 'bg-green-soft text-green underline decoration-2 underline-offset-4',
  forbidden: 'bg-red-soft text-red underline decoration-wavy underline-offset-4',
  mark: 'bg-accent-soft text-accent outline-1 outline-accent',
  shared: 'bg-amber-soft text-amber underline decoration-dotted decoration-2 underline-offset-4',
  demanded: 'bg-sunken text-muted',
};

/** What a kind of mark looks like, for a legend. */
export function MarkSample({ kind, children }: { readonly kind: MarkKind; readonly children: ReactNode }) {
  return <mark className={cx('rounded px-1', LOOKS[kind])}>{children}</mark>;
}

/** A text as it was written, with places marked. Where marks overlap the earlier one in the list wins. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly TextMark[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const mark of withoutOverlap(marks)) {
    parts.push(text.slice(at, mark.start));
    parts.push(
      <mark key={mark.start} title={mark.label} className={cx('rounded-sm', LOOKS[mark.kind])}>
        {mark.number === undefined ? null : <sup className="me-0.5 font-semibold select-none">{mark.number}</sup>}
        {text.slice(mark.start, mark.end)}
      </mark>,
    );
    at = mark.end;
  }
  parts.push(text.slice(at));
  return <div className="whitespace-pre-wrap break-words leading-relaxed max-w-prose">{parts}</div>;
}

function withoutOverlap(marks: readonly TextMark[]): TextMark[] {
  const kept: TextMark[] = [];
  for (const mark of marks) if (!kept.some((other) => mark.start < other.end && other.start < mark.end)) kept.push(mark);
  return kept.toSorted((a, b) => a.start - b.start);
}
