import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Subject, Target } from './moves.ts';

/** The parts of drag and drop, once they are loaded: a board can be read and worked by menu without them. */
type Parts = typeof import('./drag-board.tsx');
const PartsContext = createContext<Parts | null>(null);

/** Loads drag and drop where there is a pointer to drag with and room to drag in, after the page itself is live. */
export function DragFrame({ children }: { readonly children: ReactNode }) {
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    if (!window.matchMedia('(min-width: 640px)').matches) return undefined;
    let gone = false;
    const load = async () => {
      const loaded = await import('./drag-board.tsx');
      if (!gone) setParts(loaded);
    };
    void load();
    return () => { gone = true; };
  }, []);
  if (parts === null) return <>{children}</>;
  return <PartsContext.Provider value={parts}><parts.DragBoard>{children}</parts.DragBoard></PartsContext.Provider>;
}

/** Something that can be dragged, with its handle; without the parts it is just there. */
export function Movable({ id, subject, children }: { readonly id: string; readonly subject: Subject | null; readonly children: ReactNode }) {
  const parts = useContext(PartsContext);
  return parts && subject ? <parts.DragItem id={id} subject={subject}>{children}</parts.DragItem> : <>{children}</>;
}

/** A place that something can be dropped on; `beside` tells the benches apart. */
export function Place({ target, beside = '', children }: { readonly target: Target; readonly beside?: string; readonly children: ReactNode }) {
  const parts = useContext(PartsContext);
  return parts ? <parts.DropPlace target={target} beside={beside}>{children}</parts.DropPlace> : <>{children}</>;
}
