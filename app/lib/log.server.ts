import pino from 'pino';

/** Structured logs, one JSON object a line, so that no value can forge a line. Never log bodies, cookies or tokens. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: { role: process.env.ROLE ?? 'all' },
  redact: ['*.password', '*.token', '*.secret', '*.cookie', '*.authorization', 'req.headers'],
});

/** A path as it may be logged: the parts that are keys in themselves, of links for people outside and of stored files, are left out. */
export function loggedPath(pathname: string): string {
  return pathname.replace(/^\/(s|assets\/files)\/[^/]+/, '/$1/...');
}
