/** The same text, made anew: a cell is a view of the piece of the file that it was cut from, and whoever keeps it keeps the piece. */
export function ownText(text: string): string {
  return text.split('').join('');
}
