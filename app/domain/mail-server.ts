import * as z from 'zod';

/** `tls` from the first byte (port 465); `starttls` or nothing is sent (587); `none` for a relay on the same machine or behind the same door (25). */
export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

/** A line break in any of these would write headers of its own. Its calls are marked as pure: the browser wants the list above, not the schema and zod with it. */
const oneLine = (longest: number) => z.string().trim().max(longest, { error: 'long' }).refine((text) => !/\p{Cc}/u.test(text), { error: 'line' });

/** The server that a workspace's mail leaves by, as a form states it. Error messages are codes. */
export const mailServerSchema = z.strictObject({
  host: /* @__PURE__ */ oneLine(253).refine((text) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) || /^\[?[0-9a-f:]+\]?$/i.test(text), { error: 'host' }),
  port: z.string().trim().regex(/^\d{1,5}$/, { error: 'port' }).transform(Number).refine((port) => port >= 1 && port <= 65_535, { error: 'port' }),
  security: z.enum(MAIL_SECURITIES),
  userName: /* @__PURE__ */ oneLine(200),
  /** Empty for the one that is stored. */
  password: z.string().max(500, { error: 'long' }),
  senderAddress: /* @__PURE__ */ oneLine(250).pipe(z.email({ error: 'address' })),
  senderName: /* @__PURE__ */ oneLine(100),
});
export type MailServerInput = z.output<typeof mailServerSchema>;
