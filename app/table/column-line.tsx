import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';

interface ColumnLineProps {
  readonly id: string;
  readonly name: string;
  readonly isShown: boolean;
  readonly isPinned: boolean;
  /** Names the row: always shown. */
  readonly isPrimary: boolean;
  readonly mayMoveUp: boolean;
  readonly mayMoveDown: boolean;
  readonly onToggle: () => void;
  readonly onPin: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly isDragged: boolean;
  readonly onDrag: (begins: boolean) => void;
  readonly onDrop: () => void;
}

/** A column in the column menu: a tick, a pin, and its place, by drag or by buttons. */
export function ColumnLine({ id, name, isShown, isPinned, isPrimary, mayMoveUp, mayMoveDown, onToggle, onPin, onMove, isDragged, onDrag, onDrop }: ColumnLineProps) {
  const t = useText('common');
  return (
    <li
      data-column={id} draggable={isShown} title={isShown ? t('table.columnDrag') : undefined}
      onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', name); onDrag(true); }}
      onDragEnd={() => onDrag(false)}
      onDragOver={(event) => { if (isShown) event.preventDefault(); }}
      onDrop={(event) => { event.preventDefault(); onDrop(); }}
      className={cx('flex items-center gap-1 rounded-control ps-1 hover:bg-hover', isDragged && 'opacity-50')}
    >
      <Icon name="grip" className={cx('text-muted', isShown ? 'cursor-grab' : 'invisible')} />
      <label className="flex flex-1 min-w-0 items-center gap-2 min-h-8 cursor-pointer" title={isPrimary ? t('table.columnNames') : undefined}>
        <input type="checkbox" checked={isShown} disabled={isPrimary} onChange={onToggle} aria-label={t('table.showColumn', { column: name })} className="size-4 shrink-0 accent-accent-solid" />
        <span className="truncate">{name}</span>
      </label>
      {isShown ? (
        <>
          <IconButton action="up" icon="arrow-up" label={t('table.moveUp', { column: name })} disabled={!mayMoveUp} onClick={() => onMove(-1)} />
          <IconButton action="down" icon="arrow-down" label={t('table.moveDown', { column: name })} disabled={!mayMoveDown} onClick={() => onMove(1)} />
          <IconButton action="pin" icon="pin" label={t(isPinned ? 'table.unpinColumn' : 'table.pinColumn', { column: name })} pressed={isPinned} onClick={onPin} />
        </>
      ) : null}
    </li>
  );
}

interface IconButtonProps {
  readonly action: string;
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function IconButton({ action, icon, label, pressed, disabled, onClick }: IconButtonProps) {
  return (
    <button
      type="button" data-action={action} aria-label={label} title={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}
      className={cx('grid size-7 shrink-0 place-items-center rounded-control hover:bg-sunken disabled:opacity-30', pressed ? 'text-accent' : 'text-muted')}
    >
      <Icon name={icon} />
    </button>
  );
}
