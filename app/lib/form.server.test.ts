import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readForm } from './form.server.ts';

const schema = z.strictObject({ name: z.string().trim().min(1), tags: z.union([z.string(), z.array(z.string())]).optional() });
const request = (body: BodyInit, type?: string) => new Request('http://portal.test/', { method: 'POST', body, ...(type ? { headers: { 'content-type': type } } : {}) });

describe('readForm', () => {
  test('gives what the schema makes of the fields, and what was typed', async () => {
    expect(await readForm(request(new URLSearchParams([['name', ' Lily '], ['tags', 'a'], ['tags', 'b']])), schema)).toEqual({
      ok: true, value: { name: 'Lily', tags: ['a', 'b'] }, values: { name: ' Lily ', tags: 'a,b' },
    });
  });

  test('a field that nobody asked for is refused: a role or a status cannot be slipped in', async () => {
    for (const extra of ['role', 'workspace_id', '__proto__', 'constructor']) {
      expect(await readForm(request(new URLSearchParams([['name', 'x'], [extra, 'admin']])), schema), extra).toMatchObject({ ok: false });
    }
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('a body that is no form is an empty one', async () => {
    expect(await readForm(request('{"name":"x"}', 'application/json'), schema)).toMatchObject({ ok: false, values: {} });
    expect(await readForm(request('name=x', 'text/plain'), schema)).toMatchObject({ ok: false });
  });

  test('a NUL, which no text in the database can hold, is dropped', async () => {
    expect(await readForm(request(new URLSearchParams({ name: 'Li\u0000ly' })), schema)).toMatchObject({ ok: true, value: { name: 'Lily' } });
  });

  test('a file where text belongs is no text', async () => {
    const form = new FormData();
    form.set('name', new File(['x'], 'x.txt'));
    expect(await readForm(request(form), schema)).toMatchObject({ ok: false, values: { name: '' } });
  });
});
