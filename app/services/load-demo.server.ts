import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

export const DEMO_WORKSPACE = {
  slug: 'demo', name: '澜夏 Lanxia', currency: 'CNY', timeZone: 'Asia/Shanghai',
  // Names that RFC 2606 and RFC 6761 reserve: nobody can own a destination there.
  allowedHosts: ['example.com', '*.example.com', 'example.org', '*.example.org', 'example.net', '*.example.net', '*.example', '*.test'],
  isDemo: true,
};

/** Fills the demo workspace through the same services that real data goes through. */
export async function loadDemo(_db: Kysely<Database>, _input: { workspaceId: string }, _doing: { now: Date }): Promise<void> {}
