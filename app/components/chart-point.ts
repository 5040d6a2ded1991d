/**
 * What a point of a chart says, on hover and focus (hint-layer.tsx) and to people who do not see it. A chart is one stop of the Tab key, at its
 * first point; arrow keys go from point to point.
 */
export function pointLabel(text: string, isFirst: boolean): { readonly role: 'img'; readonly tabIndex: 0 | -1; readonly 'aria-label': string; readonly 'data-hint': string } {
  return { role: 'img', tabIndex: isFirst ? 0 : -1, 'aria-label': text, 'data-hint': text };
}
