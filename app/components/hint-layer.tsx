import { useEffect, useRef } from 'react';

/** A tile shows a figure and what it is a part of. */
const MOST_AT_ONCE = 3;
/** What tells more on hover and focus: shortened numbers, relative times (`exact`) and points of charts (`point`), by their title. */
const HINTED = '.exact, .point';

/**
 * One bubble for the whole page, `data-hints` marking what belongs to a link beyond its own text: what a shortened number, a relative time or a point of a chart says exactly, on hover and when the focus comes to
 * it or to the link around it; Escape takes it away. And a shortened number that is copied is copied exactly. Without script the title does it.
 */
export function HintLayer() {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (element: Element, texts: readonly string[]) => {
      const shown = bubble.current;
      if (!shown || texts.length === 0) return;
      shown.textContent = texts.join(' · ');
      shown.hidden = false;
      place(shown, element.getBoundingClientRect());
    };
    const hide = () => { if (bubble.current) bubble.current.hidden = true; };
    let frame = 0;
    let over: Element | null = null;
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      cancelAnimationFrame(frame);
      // A link may lie over what it shows, so what is looked for may be under what the pointer is on.
      frame = requestAnimationFrame(() => {
        const hinted = document.elementsFromPoint(clientX, clientY).map((each) => each.closest(HINTED)).find((each) => each !== null) ?? null;
        if (hinted === over) return;
        over = hinted;
        if (hinted) show(hinted, hintsOf([hinted]));
        else hide();
      });
    };
    const onFocus = (event: FocusEvent) => {
      const focused = event.target;
      if (!(focused instanceof Element) || !focused.matches(':focus-visible')) return hide();
      const inside = focused.matches(HINTED) ? [focused] : focused.matches('a, button, td, [role="gridcell"]') ? [...(focused.closest('[data-hints]') ?? focused).querySelectorAll(HINTED)].slice(0, MOST_AT_ONCE) : [];
      return inside.length > 0 ? show(focused, hintsOf(inside)) : hide();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') stepAlong(event, event.key === 'ArrowRight' ? 1 : -1);
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('copy', copyExactly);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('copy', copyExactly);
    };
  }, []);
  // Screen readers are told by the number itself.
  return <div ref={bubble} hidden aria-hidden="true" className="fixed z-50 start-0 top-0 pointer-events-none max-w-80 rounded-control border border-line bg-surface text-text shadow-pop px-2.5 py-1.5 text-[0.9286rem] no-print" />;
}

/** From point to point of the chart that the focus is in. */
function stepAlong(event: KeyboardEvent, step: 1 | -1): void {
  const point = event.target instanceof Element ? event.target.closest('.point') : null;
  if (!point) return;
  const points = [...(point.closest('svg[role="group"]')?.querySelectorAll<SVGElement>('.point') ?? [])];
  const next = points[points.findIndex((each) => each === point) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The browser's own bubble would stand beside ours, so the title moves. */
function hintsOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const title = element.getAttribute('title');
    if (title !== null) {
      element.setAttribute('data-hint', title);
      element.removeAttribute('title');
    }
    return element.getAttribute('data-hint') ?? [];
  });
}

const GAP = 6;
const EDGE = 8;

/** Above what it explains, or below where there is no room, and never beyond the window's edge. */
function place(bubble: HTMLElement, at: DOMRect): void {
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.min(Math.max(EDGE, at.left + at.width / 2 - width / 2), window.innerWidth - width - EDGE);
  const top = at.top - height - GAP < EDGE ? at.bottom + GAP : at.top - height - GAP;
  bubble.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

/** Copies what is marked with shortened numbers at their full length; nothing else about the text changes. */
function copyExactly(event: ClipboardEvent): void {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const start = range.commonAncestorContainer;
  const around = start instanceof Element ? start : start.parentElement;
  const own = around?.closest('span.exact');
  const marked = own ? [own] : [...(around?.querySelectorAll('span.exact') ?? [])].filter((each) => selection.containsNode(each, true));
  if (marked.length === 0) return;
  let text = selection.toString();
  let from = 0;
  for (const each of marked) {
    const exact = each.querySelector('.sr-only')?.textContent ?? '';
    const short = each.querySelector('[aria-hidden]')?.textContent ?? '';
    const at = text.indexOf(short, from);
    if (exact === '' || short === '' || at < 0) continue;
    // The text for screen readers follows the short one, and is marked with it.
    const rest = text.slice(at + short.length);
    const repeated = rest.trimStart().startsWith(exact) ? rest.length - rest.trimStart().length + exact.length : 0;
    text = text.slice(0, at) + exact + rest.slice(repeated);
    from = at + exact.length;
  }
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
}
