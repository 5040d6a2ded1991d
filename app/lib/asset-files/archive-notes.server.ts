import type { RightsRefusal, UsageGrant, UsageQuestion } from '#app/domain/usage-rights.ts';
import { formatDateTime, formatDay } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { refusalWords } from '#app/i18n/refusal-words.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';

interface ArchiveNotes {
  readonly locale: Locale;
  /** Of what was archived: a collection's name; '' for a choice of files. */
  readonly title: string;
  readonly use: UsageQuestion | null;
  /** Who took it; '' for somebody outside. */
  readonly takenBy: string;
  readonly at: Date;
  readonly timeZone: string;
  readonly files: readonly { readonly name: string; readonly rights: readonly Pick<UsageGrant, 'creditLine' | 'untilDay'>[] }[];
  readonly refused: readonly { readonly title: string; readonly refusal: RightsRefusal }[];
  readonly missing: readonly { readonly name: string }[];
}

/** The list that lies in an archive: what for, what has to stand beside each file and until when, and what was left out by which clause. */
export function archiveNotes({ locale, title, use, takenBy, at, timeZone, files, refused, missing }: ArchiveNotes): { name: string; text: string } {
  const t = serverI18n(locale).getFixedT(null, 'assets');
  const separator = t('nameSeparator');
  const purpose = use === null ? t('take.look') : [t(`channel.${use.channel}`), t(`territory.${use.territory}`), formatDay(use.on, locale)].join(t('listSeparator'));
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', `== ${heading}`, ...lines]);
  const rightsOf = (rights: readonly Pick<UsageGrant, 'creditLine' | 'untilDay'>[]) => rights.flatMap(({ creditLine, untilDay }) => [
    ...(creditLine === '' ? [] : [t('zip.notes.credit', { line: creditLine })]), ...(untilDay === null ? [] : [t('zip.notes.until', { day: formatDay(untilDay, locale) })]),
  ]);
  const lines = [
    ...(title === '' ? [] : [title]),
    `${t('take.for')}${separator}${purpose}`,
    takenBy === '' ? formatDateTime(at, locale, timeZone) : t('zip.notes.taken', { name: takenBy, at: formatDateTime(at, locale, timeZone) }),
    ...section(t('zip.notes.files', { count: files.length }), files.map(({ name, rights }) => [name, ...new Set(rightsOf(rights))].join(' | '))),
    ...section(t('zip.notes.refused', { count: refused.length }), refused.map((one) => `${one.title}${separator}${refusalWords(t, locale, one.refusal)}`)),
    ...section(t('zip.notes.missing', { count: missing.length }), missing.map(({ name }) => name)),
  ];
  // Line breaks that every editor knows; the mark says UTF-8 to those that guess.
  return { name: t('zip.notes.name'), text: `\uFEFF${lines.join('\r\n')}\r\n` };
}
