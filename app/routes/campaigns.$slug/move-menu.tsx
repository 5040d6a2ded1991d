import { Link } from '@remix-run/react';
import type { Candidate } from '#app/domain/matrix-board.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useBoardMoves } from './board-context.ts';
import type { Person } from './load-matrix.server.ts';
import type { Subject } from './moves.ts';

type MenuSubject = { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'candidate'; readonly candidate: Candidate };

/** "Move to…" on every card: a link to the move's own page, which works before any script; with script the dialog opens here. */
export function MoveMenu({ subject, slug }: { readonly subject: MenuSubject; readonly slug: string }) {
  const t = useText('matrix');
  const moves = useBoardMoves();
  if (!moves) return null;
  const found = subjectOf(subject, moves.board.seats);
  if (found === null || (found.kind === 'seat' && found.seat.slot === null)) return null;
  const name = found.kind === 'seat' ? found.seat.kolName : found.candidate.name;
  const search = found.kind === 'seat' ? `?collaboration=${found.seat.collaborationId}` : `?kol=${found.candidate.kolId}`;
  return (
    <Link
      to={paths.campaignMove({ slug }, search)} aria-label={`${t(found.kind === 'seat' ? 'move.to' : 'move.place')} ${name}`} title={t(found.kind === 'seat' ? 'move.to' : 'move.place')} className={`${buttonClass('ghost', 'sm', true)} no-print shrink-0`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        moves.ask(found);
      }}
    >
      <Icon name={found.kind === 'seat' ? 'swap' : 'plus'} />
    </Link>
  );
}

function subjectOf(subject: MenuSubject, seats: readonly Extract<Subject, { kind: 'seat' }>['seat'][]): Subject | null {
  if (subject.kind === 'candidate') return subject;
  const seat = seats.find((one) => one.collaborationId === subject.person.id);
  return seat ? { kind: 'seat', seat } : null;
}
