import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { MatrixBoard } from '#app/domain/matrix-board.ts';
import type { Finding } from '#app/domain/matrix-rules.ts';
import { judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { useToast } from '#app/ui/toast.tsx';
import type { MoveAnswer } from '../campaigns.$slug_.move/answer.ts';
import type { BoardMoves } from './board-context.ts';
import { BoardMovesContext } from './board-context.ts';
import { MoveDialog } from './move-dialog.tsx';
import { MoveNews } from './move-news.tsx';
import type { Subject, Target } from './moves.ts';
import { formOf, nameOf, targetText } from './moves.ts';

/** Holds what is being moved: the dialog, the answer of the server and the way back. */
export function BoardMovesProvider({ board, slug, children }: { readonly board: MatrixBoard; readonly slug: string; readonly children: ReactNode }) {
  const t = useText('matrix');
  const fetcher = useFetcher<MoveAnswer>({ key: 'matrix-move' });
  const toast = useToast();
  const [asking, setAsking] = useState<{ readonly subject: Subject; readonly target: Target | null; /** The answer that was there before. */ readonly before: MoveAnswer | undefined } | null>(null);
  const [sent, setSent] = useState<{ readonly name: string; readonly target: string } | null>(null);
  const [refused, setRefused] = useState<{ readonly name: string; readonly findings: readonly Finding[] } | null>(null);
  const busy = fetcher.state !== 'idle';
  const { data } = fetcher;

  const moves = useMemo((): BoardMoves => {
    const send: BoardMoves['send'] = (name, target, fields) => {
      setSent({ name, target: target === null ? '' : targetText(target) });
      setRefused(null);
      fetcher.submit({ ...fields }, { method: 'post', action: paths.campaignMove({ slug }) });
    };
    return {
      board, send, pending: busy ? sent : null, isRefused: !busy && data !== undefined && data.status !== 'moved',
      ask: (subject, target) => {
        setRefused(null);
        setAsking({ subject, target: target ?? null, before: data });
      },
      tryMove: (subject, move) => {
        const findings = judgeMove(board, move);
        const judgement = judgementOf(findings);
        const target = 'to' in move ? move.to : 'bench';
        if (judgement === 'forbidden') setRefused({ name: nameOf(subject), findings });
        else if (judgement === 'draft' || move.kind === 'bench') setAsking({ subject, target, before: data });
        else send(nameOf(subject), target, formOf(board, move, [], ''));
      },
    };
    // The fetcher is another object at each render, its submit is not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [board, slug, busy, sent, data]);

  const told = useRef<MoveAnswer | undefined>(undefined);
  useEffect(() => {
    if (busy || data === undefined || told.current === data) return;
    told.current = data;
    if (data.status !== 'moved') return;
    setAsking(null);
    const { undo } = data;
    toast(t(`done.${data.kind}`, { name: data.name }), undo ? { label: t('move.undo'), onSelect: () => moves.send(data.name, null, undo) } : undefined);
  }, [busy, data, moves, t, toast]);

  const answer = busy || data?.status === 'moved' ? undefined : data;
  const close = () => setAsking(null);
  const news = <MoveNews answer={answer} refused={refused} name={refused?.name ?? sent?.name ?? ''} currency={board.currency} />;
  // What the dialog asked for is answered in it: the page behind it is out of reach.
  const isInDialog = asking !== null && data !== asking.before;
  return (
    <BoardMovesContext.Provider value={moves}>
      {isInDialog ? null : news}
      {children}
      {asking ? <MoveDialog key={`${nameOf(asking.subject)} ${asking.target ? targetText(asking.target) : ''}`} subject={asking.subject} target={asking.target} news={isInDialog ? news : null} busy={busy} onClose={close} /> : null}
    </BoardMovesContext.Provider>
  );
}
