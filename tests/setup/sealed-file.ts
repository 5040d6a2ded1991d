import { createHash } from 'node:crypto';
import { expect } from 'vitest';

/** A sealed CSV taken apart; fails where its number of rows or its checksum is not what its foot says. */
export async function sealedLines(answer: Response | string): Promise<{ head: string; lines: string[]; foot: Record<string, string>; text: string }> {
  const text = typeof answer === 'string' ? answer : new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const at = text.indexOf('\n# rows,') + 1;
  const body = text.slice(0, at);
  const foot = Object.fromEntries(text.slice(at).trimEnd().split('\n').map((line) => {
    const [name = '', ...value] = line.split(',');
    return [name.replace('# ', ''), value.join(',').replace(/^"|"$/g, '')];
  }));
  const [head = '', ...lines] = body.trimEnd().split('\n');
  expect(foot['rows']).toBe(String(lines.length));
  expect(foot['sha256']).toBe(createHash('sha256').update(body).digest('hex'));
  return { head, lines, foot, text };
}
