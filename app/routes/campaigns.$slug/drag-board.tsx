import type { Announcements, DragEndEvent, KeyboardCoordinateGetter, UniqueIdentifier } from '@dnd-kit/core';
import { DndContext, DragOverlay, KeyboardCode, KeyboardSensor, MouseSensor, pointerWithin, rectIntersection, TouchSensor, useDraggable, useDroppable, useSensor, useSensors } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Move } from '#app/domain/matrix-move.ts';
import type { Finding } from '#app/domain/matrix-rules.ts';
import { judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import { Icon } from '#app/ui/icon.tsx';
import { useBoardMoves } from './board-context.ts';
import { Findings, JudgementBadge } from './findings.tsx';
import { useFindingText, useSlotName } from './move-text.ts';
import type { Subject, Target } from './moves.ts';
import { moveTo, nameOf, readTarget, targetText } from './moves.ts';

/** Who is dragged, by the id of what can be dragged: the library hands ids around, not values. */
const subjects = new Map<UniqueIdentifier, Subject>();

/** Drag and drop of the board: by mouse, finger and keyboard, told to screen readers in the page's language. What the rules forbid cannot be dropped. */
export function DragBoard({ children }: { readonly children: ReactNode }) {
  const t = useText('matrix');
  const moves = useBoardMoves();
  const slotName = useSlotName();
  const findingText = useFindingText(moves?.board.currency ?? 'CNY');
  const [dragged, setDragged] = useState<Subject | null>(null);
  const [over, setOver] = useState<Target | null>(null);
  const sensors = useSensors(
    useSensor(CardMouse, { activationConstraint: { distance: 6 } }), useSensor(CardTouch, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextPlace }),
  );
  if (!moves) return <>{children}</>;
  const move = dragged && over ? plannedMove(dragged, over) : null;
  const findings = move ? judgeMove(moves.board, move) : [];
  const placeName = (target: Target) => (target === 'bench' ? t('drag.bench') : slotName(target));
  const judged = (id: UniqueIdentifier, to: UniqueIdentifier | undefined) => {
    const [subject, target] = [subjects.get(id), targetOf(to)];
    const planned = subject && target ? plannedMove(subject, target) : null;
    return { name: subject ? nameOf(subject) : '', target, findings: planned ? judgeMove(moves.board, planned) : null };
  };
  const told = (all: readonly Finding[]) => all.filter((finding) => finding.severity !== 'fine' || finding.code === 'tier_share').map(findingText).join(' ');
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.picked', { name: judged(active.id, undefined).name }),
    onDragOver: ({ active, over: place }) => {
      const { target, findings: all } = judged(active.id, place?.id);
      if (!target) return t('drag.overNothing');
      // Over the bench that they come from nothing would happen, and there is nothing to tell.
      return all ? t('drag.over', { slot: placeName(target), judgement: t(`judgement.${judgementOf(all)}`), rules: told(all) }) : undefined;
    },
    onDragEnd: ({ active, over: place }) => {
      const { name, target, findings: all } = judged(active.id, place?.id);
      if (!target || !all) return t('drag.cancelled', { name });
      return judgementOf(all) === 'forbidden' ? t('drag.refused', { rules: told(all) }) : t('drag.dropped', { name, slot: placeName(target) });
    },
    onDragCancel: ({ active }) => t('drag.cancelled', { name: judged(active.id, undefined).name }),
  };
  const end = ({ active, over: place }: DragEndEvent) => {
    const [subject, target] = [subjects.get(active.id), targetOf(place?.id)];
    const planned = subject && target ? plannedMove(subject, target) : null;
    setDragged(null);
    setOver(null);
    if (subject && planned) moves.tryMove(subject, planned);
  };
  return (
    <DndContext
      sensors={sensors} accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.instructions') } }}
      // Under the pointer where there is one; by what overlaps most when the keyboard carries.
      collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args))}
      onDragStart={({ active }) => setDragged(subjects.get(active.id) ?? null)} onDragOver={({ over: place }) => setOver(targetOf(place?.id))} onDragEnd={end}
      onDragCancel={() => { setDragged(null); setOver(null); }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged ? (
          <div className="w-80 max-w-[90vw] rounded-card border border-line-strong bg-surface shadow-pop px-3 py-2.5 flex flex-col gap-2 cursor-grabbing">
            <p className="font-medium">{nameOf(dragged)}</p>
            {move && over ? <><p className="flex items-center gap-2 text-muted">{placeName(over)} <JudgementBadge judgement={judgementOf(findings)} /></p><Findings findings={findings} currency={moves.board.currency} /></> : null}
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

/** Where a place leads to: there is a bench beside each tier, and all are one. */
const targetOf = (id: UniqueIdentifier | undefined): Target | null => readTarget(String(id ?? '').split(' ')[0] ?? '');

const plannedMove = (subject: Subject, target: Target): Move | null => moveTo(subject, target, subject.kind === 'candidate' ? subject.candidate.price : null);

/** A card with a handle: the pointer takes it anywhere, the keyboard by the handle. */
export function DragItem({ id, subject, children }: { readonly id: string; readonly subject: Subject; readonly children: ReactNode }) {
  const t = useText('matrix');
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({ id });
  subjects.set(id, subject);
  const { onKeyDown, ...pointer } = listeners ?? {};
  return (
    <div ref={setNodeRef} {...pointer} className={cx('relative h-full group', isDragging && 'opacity-50')}>
      {children}
      <button
        type="button" ref={setActivatorNodeRef} {...attributes} {...(onKeyDown ? { onKeyDown: onKeyDown as React.KeyboardEventHandler } : {})} aria-label={t('drag.drag', { name: nameOf(subject) })} // The library types its listeners as plain functions.
        className="absolute bottom-1 end-1 size-6 grid place-items-center rounded-control text-muted cursor-grab opacity-0 group-hover:opacity-100 focus-visible:opacity-100 no-print"
      >
        <Icon name="menu" />
      </button>
    </div>
  );
}

/** A slot, or the bench `beside` a tier: lights up while something is over it, in the colour of what the rules say. */
export function DropPlace({ target, beside, children }: { readonly target: Target; readonly beside: string; readonly children: ReactNode }) {
  const moves = useBoardMoves();
  const { setNodeRef, isOver, active } = useDroppable({ id: `${targetText(target)} ${beside}`.trim() });
  const subject = active ? subjects.get(active.id) : undefined;
  const move = isOver && subject ? plannedMove(subject, target) : null;
  const judgement = move && moves ? judgementOf(judgeMove(moves.board, move)) : null;
  return (
    <div ref={setNodeRef} data-place={targetText(target)} className={cx('h-full rounded-card', judgement && 'outline-2 outline-offset-2 outline', judgement === 'forbidden' && 'outline-red-mark', judgement === 'draft' && 'outline-amber-mark', judgement === 'fine' && 'outline-green-mark')}>
      {children}
    </div>
  );
}

/** Arrow keys go from place to place in the order of the page, instead of by pixels. */
const toNextPlace: KeyboardCoordinateGetter = (event, { context: { droppableRects, droppableContainers, over } }) => {
  const step = STEPS[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const places = droppableContainers.getEnabled().flatMap(({ id }) => {
    const rect = droppableRects.get(id);
    return rect ? [{ id, rect }] : [];
  }).toSorted((a, b) => a.rect.top - b.rect.top || a.rect.left - b.rect.left);
  const at = places.findIndex(({ id }) => id === over?.id);
  const next = places[at === -1 ? (step > 0 ? 0 : places.length - 1) : (at + step + places.length) % places.length];
  return next && { x: next.rect.left, y: next.rect.top };
};

const STEPS: Readonly<Record<string, number>> = { [KeyboardCode.Right]: 1, [KeyboardCode.Down]: 1, [KeyboardCode.Left]: -1, [KeyboardCode.Up]: -1 };

const isField = (target: EventTarget | null) => target instanceof Element && target.closest('input, textarea, select, form') !== null;

/** A press in a field of the card is for the field. */
class CardMouse extends MouseSensor {
  static override activators = [{ eventName: 'onMouseDown' as const, handler: ({ nativeEvent }: React.MouseEvent) => nativeEvent.button === 0 && !isField(nativeEvent.target) }];
}

class CardTouch extends TouchSensor {
  static override activators = [{ eventName: 'onTouchStart' as const, handler: ({ nativeEvent }: React.TouchEvent) => nativeEvent.touches.length === 1 && !isField(nativeEvent.target) }];
}
