import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export type Tone = 'neutral' | 'accent' | 'red' | 'amber' | 'green' | 'star';

export const TONE_CLASSES: Record<Tone, string> = {
  neutral: 'bg-grey-soft text-grey',
  accent: 'bg-accent-soft text-accent',
  red: 'bg-red-soft text-red',
  amber: 'bg-amber-soft text-amber',
  green: 'bg-green-soft text-green',
  star: 'bg-star-soft text-star',
};

interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word on a soft ground. The word carries the meaning; colour and icon repeat it. */
export function Badge({ tone = 'neutral', icon, title, children }: BadgeProps) {
  return (
    <span title={title} className={cx('inline-flex items-center gap-1 rounded-full px-2 py-px text-[0.857rem] font-medium whitespace-nowrap', TONE_CLASSES[tone])}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
