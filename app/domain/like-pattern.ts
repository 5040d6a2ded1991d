/** Text as SQL's LIKE takes it letter by letter. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** What LIKE is asked with to find a text anywhere. */
export function likePattern(text: string): string {
  return `%${escapeLike(text)}%`;
}
