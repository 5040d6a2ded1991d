/** The header in which our own front names who asked (app/server/client-of.ts); it overwrites whatever came from outside. */
export const CLIENT_ADDRESS_HEADER = 'x-kol-peer';

/** The address a request came from; 'unknown' where no front stands before the application. */
export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
}
