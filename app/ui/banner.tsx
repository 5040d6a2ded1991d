import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { TONE_CLASSES } from './badge.tsx';
import { cx } from './class-names.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

const ICONS: Record<Tone, IconName> = { neutral: 'info', accent: 'info', red: 'alert', amber: 'alert', green: 'circle-check', star: 'star' };

interface BannerProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A message about the page or the form under it. Errors (`red`) are read out at once, the rest when there is time. */
export function Banner({ tone = 'accent', title, children, action }: BannerProps) {
  return (
    <div role={tone === 'red' ? 'alert' : 'status'} className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card px-4 py-3', TONE_CLASSES[tone])}>
      <Icon name={ICONS[tone]} className="mt-1" />
      <div className="flex-1 min-w-0 basis-60">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-text">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
