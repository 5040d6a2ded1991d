import { environment } from './env.server.ts';

/** The origin that links, QR codes and mails carry: PUBLIC_ORIGIN, else the loopback address in use (the gate lets no other host through). */
export function publicOrigin(url: URL): string {
  return environment().publicOrigin ?? url.origin;
}

/** The same where there is no request: what a worker or a command puts into messages. */
export function portalOrigin(): string {
  const { publicOrigin: configured, port } = environment();
  return configured ?? `http://localhost:${port}`;
}
