import { useEffect, useRef } from 'react';

/**
 * One bubble for the whole page: what a shortened number, a relative time or a point of a chart says exactly, on hover and when the focus comes to it or
 * to the link around it (`data-hints` marks what belongs to a link beyond its own text); Escape takes it away. And a shortened number that is copied is
 * copied exactly. Without script the title does it, and until what shows the bubble has come, which a page does not wait for.
 */
export function HintLayer() {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    let end: (() => void) | null = null;
    const begin = ({ showHints }: typeof import('./hints.ts')) => {
      if (bubble.current && !isGone) end = showHints(bubble.current);
    };
    void import('./hints.ts').then(begin, () => undefined);
    return () => {
      isGone = true;
      end?.();
    };
  }, []);
  // Screen readers are told by the number itself.
  return <div ref={bubble} hidden aria-hidden="true" className="fixed z-50 start-0 top-0 pointer-events-none max-w-80 rounded-control border border-line bg-surface text-text shadow-pop px-2.5 py-1.5 text-[0.9286rem] no-print" />;
}
