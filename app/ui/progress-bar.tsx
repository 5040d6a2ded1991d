import type { Tone } from './badge.tsx';

const FILLS: Record<Tone, string> = {
  neutral: 'fill-grey-mark', accent: 'fill-accent-solid', red: 'fill-red-mark', amber: 'fill-amber-mark', green: 'fill-green-mark', star: 'fill-star-mark',
};

interface ProgressBarProps {
  /** Part done, 0 to 1 and above; beyond 1 the bar is full and the text says how far beyond. */
  readonly share: number;
  /** What is measured, with its numbers: "Spend 64 % of plan". */
  readonly label: string;
  readonly tone?: Tone;
  /** Shares at which a mark is drawn, as for a limit. */
  readonly marks?: readonly number[];
}

/** A bar as wide as its place. Drawn as SVG because the content security policy refuses style attributes. */
export function ProgressBar({ share, label, tone = 'accent', marks = [] }: ProgressBarProps) {
  const percent = Math.max(0, Math.min(1, share)) * 100;
  return (
    <svg role="img" aria-label={label} width="100%" height="8" className="block">
      <rect width="100%" height="8" rx="4" className="fill-grey-soft" />
      <rect width={`${percent.toFixed(2)}%`} height="8" rx="4" className={FILLS[tone]} />
      {marks.map((mark) => <rect key={mark} x={`${(mark * 100).toFixed(2)}%`} width="2" height="8" className="fill-text" />)}
    </svg>
  );
}
