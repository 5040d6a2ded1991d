import { afterEach, beforeEach, expect, vi } from 'vitest';

interface Announcement {
  pattern: string | RegExp;
  seen: boolean;
}

let announced: Announcement[] = [];
let unexpected: string[] = [];

/** Announces that this test makes the program write a matching line with console.error; the test fails if it does not. */
export function expectConsoleError(pattern: string | RegExp): void {
  announced.push({ pattern, seen: false });
}

/** Any other console.error fails the test during which it was written: a swallowed error is a bug that nobody reads about. */
export function failOnConsoleError(): void {
  beforeEach(() => {
    announced = [];
    unexpected = [];
    vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
      const line = parts.map(String).join(' ');
      const match = announced.find(({ pattern }) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line)));
      if (match === undefined) unexpected.push(line);
      else match.seen = true;
    });
  });
  afterEach(() => {
    vi.mocked(console.error).mockRestore();
    expect(unexpected, 'written with console.error but not announced by expectConsoleError()').toEqual([]);
    expect(announced.filter(({ seen }) => !seen).map(({ pattern }) => String(pattern)), 'announced but never written').toEqual([]);
  });
}
