import type { ReactNode } from 'react';
import { useState } from 'react';
import { codesToConfirm, judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useBoardMoves } from './board-context.ts';
import { Findings, JudgementBadge } from './findings.tsx';
import { mayLeave, useSlotName } from './move-text.ts';
import type { Subject, Target } from './moves.ts';
import { feeText, formOf, moveTo, nameOf, readFee, readTarget, targetsFor, targetText } from './moves.ts';

interface MoveDialogProps {
  readonly subject: Subject;
  readonly target: Target | null;
  /** Why what was confirmed here was not done. */
  readonly news: ReactNode;
  readonly busy: boolean;
  readonly onClose: () => void;
}

/** Where to, at what fee, and what every rule says of it, with its numbers, before anything is moved. */
export function MoveDialog({ subject, target, news, busy, onClose }: MoveDialogProps) {
  const t = useText('matrix');
  const moves = useBoardMoves();
  const slotName = useSlotName();
  const price = subject.kind === 'candidate' ? subject.candidate.price : null;
  const choices = moves ? targetsFor(moves.board, subject) : [];
  const [chosen, setChosen] = useState(() => targetText(target ?? (choices.find((choice) => choice.occupant === null && choice.target !== 'bench') ?? choices[0])?.target ?? 'bench'));
  const [fee, setFee] = useState(() => feeText(price));
  const [reason, setReason] = useState(() => t('move.reasonDefault'));
  if (!moves) return null;
  const { board } = moves;
  const currency = price?.currency ?? board.currency;
  const typed = readFee(fee, currency, price ? price.rate : '1');
  const to = readTarget(chosen);
  const move = to === null || typed === 'bad' ? null : moveTo(subject, to, typed);
  const findings = move ? judgeMove(board, move) : [];
  const judgement = judgementOf(findings);
  const name = nameOf(subject);
  const needsReason = move?.kind === 'bench' && reason.trim() === '';
  const disabledReason = move === null || judgement === 'forbidden' ? t('move.blockedReason') : needsReason ? t('move.needReason') : null;
  const confirm = () => {
    if (move && to !== null) moves.send(name, to, formOf(board, move, codesToConfirm(findings), reason));
  };
  const confirmText = judgement === 'draft' ? t('move.confirmDraft') : move?.kind === 'place' ? t('move.confirmPlace') : t('move.confirm');
  return (
    <Dialog
      open onClose={onClose} closeLabel={t('move.close')} title={t(subject.kind === 'candidate' ? 'move.titlePlace' : 'move.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('move.cancel')}</Button>
          <Button variant={judgement === 'draft' ? 'danger' : 'primary'} busy={busy} disabledReason={disabledReason} onClick={confirm}>{confirmText}</Button>
        </>
      }
    >
      {news}
      {choices.length === 0 ? <p>{t('move.noTarget')}</p> : (
        <div className="flex flex-col gap-4">
          <SelectField
            label={t('move.target')} value={chosen} onChange={(event) => setChosen(event.target.value)}
            options={choices.filter(({ target: one }) => one !== 'bench' || (subject.kind === 'seat' && mayLeave(subject.seat.status)) || chosen === 'bench').map(({ target: one, occupant }) => ({
              value: targetText(one),
              label: one === 'bench' ? t('move.bench') : occupant ? t('move.swapWith', { slot: slotName(one), name: occupant.kolName }) : t('move.emptySlot', { slot: slotName(one) }),
            }))}
          />
          {subject.kind === 'candidate' ? (
            <TextField label={t('move.fee')} hint={t('move.feeHint')} suffix={currency} inputMode="decimal" value={fee} onChange={(event) => setFee(event.target.value)} error={typed === 'bad' ? t('move.needFee') : null} />
          ) : null}
          {move?.kind === 'bench' ? <TextField label={t('move.reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /> : null}
          <section aria-live="polite" aria-label={t('move.rules')} className="rounded-card bg-sunken px-3 py-2.5 flex flex-col gap-2">
            <h3 className="font-medium flex items-center gap-2">{t('move.rules')} <JudgementBadge judgement={move === null ? 'forbidden' : judgement} /></h3>
            <Findings findings={findings} currency={board.currency} />
          </section>
        </div>
      )}
    </Dialog>
  );
}
