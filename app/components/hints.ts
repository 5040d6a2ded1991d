/** A tile shows a figure and what it is a part of. */
const MOST_AT_ONCE = 3;
/** What tells more on hover and focus: shortened numbers, relative times (`exact`) and points of charts (`point`), by their title. */
const HINTED = '.exact, .point';

/** Listens to the whole page, and shows in the bubble what the thing under the pointer or the focus says exactly. Returns what ends it. */
export function showHints(bubble: HTMLElement): () => void {
  const show = (element: Element, texts: readonly string[]) => {
    if (texts.length === 0) return;
    bubble.textContent = texts.join(' · ');
    bubble.hidden = false;
    place(bubble, element.getBoundingClientRect());
  };
  const hide = () => { bubble.hidden = true; };
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
    const ofRow = numbersOfRow(focused);
    if (ofRow.length > 0) return show(ofRow[0] ?? focused, labelled(ofRow));
    const inside = focused.matches(HINTED) ? [focused] : focused.matches('a, button, td, [role="gridcell"]') ? [...(focused.closest('[data-hints]') ?? focused).querySelectorAll(HINTED)].slice(0, MOST_AT_ONCE) : [];
    return inside.length > 0 ? show(focused, hintsOf(inside)) : hide();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') stepAlong(event, -1);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') stepAlong(event, 1);
  };
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('pointermove', onMove, { signal });
  document.addEventListener('focusin', onFocus, { signal });
  document.addEventListener('focusout', hide, { signal });
  document.addEventListener('keydown', onKey, { signal });
  document.addEventListener('scroll', hide, { signal, capture: true });
  document.addEventListener('copy', copyExactly, { signal });
  return () => {
    cancelAnimationFrame(frame);
    listening.abort();
  };
}

/**
 * In a table the focus is on a row's link, or on a cell that is edited; a stop of its own for every shortened number would make the way through a
 * page of rows many times as long. So that focus tells the row's shortened numbers, where they stand, each with its column's heading.
 */
function numbersOfRow(focused: Element): Element[] {
  const row = focused.matches('a.row-link, [data-edit-cell]') ? focused.closest('tbody tr') : null;
  return [...(row?.querySelectorAll(`:is(td, th) ${HINTED}`) ?? [])].slice(0, MOST_AT_ONCE);
}

function labelled(numbers: readonly Element[]): string[] {
  return hintsOf(numbers).map((hint, index) => {
    const cell = numbers[index]?.closest('td, th');
    const place = cell ? [...(cell.parentElement?.children ?? [])].indexOf(cell) : -1;
    const heading = cell?.closest('table')?.querySelector('thead tr')?.children[place]?.textContent?.trim() ?? '';
    return heading === '' ? hint : `${heading} ${hint}`;
  });
}

/** From point to point of the chart that the focus is in. */
function stepAlong(event: KeyboardEvent, step: 1 | -1): void {
  const point = event.target instanceof Element ? event.target.closest('.point') : null;
  if (!point) return;
  const points = [...(point.closest('[role="group"]')?.querySelectorAll<SVGElement>('.point') ?? [])];
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
  // On the screen a minus is U+2212; what is pasted is calculated with.
  event.clipboardData?.setData('text/plain', text.replace(/\u2212(?=[^\d\s]{0,4}\d)/gu, '-'));
  event.preventDefault();
}
