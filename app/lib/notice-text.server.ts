import type { DisputedFigure } from '#app/domain/dispute.ts';
import type { FactsOf, NoticeFacts } from '#app/domain/notice-facts.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { figureWords } from '#app/i18n/figure-words.ts';
import { formatDateTime, formatDay, formatMoney, formatNumber, formatPercent, formatRatio } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import { paths } from './paths.ts';

/** Who reads: the text is made for them. Amounts, ROI and whatever tells a cost are in it only for those who may see costs. */
export interface NoticeAudience {
  readonly locale: Locale;
  readonly seesCosts: boolean;
  readonly timeZone: string;
}

export interface NoticeText {
  readonly title: string;
  /** Number and cause in a sentence or two. */
  readonly text: string;
  /** The page on which it is seen to. */
  readonly path: string;
}

/** What a notice says to somebody, on one line each: names come from files and forms, and a line break in one would end a header. */
export function noticeText(facts: NoticeFacts, audience: NoticeAudience): NoticeText {
  const words = wordsFor(audience);
  const { heading, text, money } = sayingOf(facts, words);
  return { title: oneLine(heading), text: oneLine([text, ...(audience.seesCosts && money !== null ? [money] : [])].join(audience.locale === 'en' ? ' ' : '')), path: pathOf(facts) };
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function wordsFor({ locale, timeZone }: NoticeAudience) {
  const { t, getFixedT } = serverI18n(locale);
  const domain = getFixedT(null, 'domain');
  return {
    t,
    figure: (figure: DisputedFigure) => figureWords(domain, figure),
    day: (day: CalendarDay) => formatDay(day, locale),
    time: (at: string) => formatDateTime(at, locale, timeZone),
    number: (value: number) => formatNumber(value, locale, 0),
    money: (minor: number, currency: string) => formatMoney(minor, currency, locale),
    ratio: (value: number) => formatRatio(value, locale),
    percent: (share: number) => formatPercent(share, locale),
  };
}

type Words = ReturnType<typeof wordsFor>;

interface Saying {
  readonly heading: string;
  readonly text: string;
  /** What only those read who may see costs. */
  readonly money: string | null;
}

function sayingOf(facts: NoticeFacts, words: Words): Saying {
  const { t, day, number } = words;
  switch (facts.kind) {
    case 'fuse_tripped':
      return {
        heading: t('notices:heading.fuse_tripped', facts), text: t('notices:text.fuse_tripped', { ...facts, periods: number(facts.periods), day: day(facts.lastDay) }),
        money: t('notices:money.fuse_tripped', { revenue: words.money(facts.revenueMinor, facts.currency), cost: words.money(facts.costMinor, facts.currency) }),
      };
    case 'light_red':
      return {
        heading: t('notices:heading.light_red', facts), text: t('notices:text.light_red', { ...facts, day: day(facts.since) }),
        money: facts.roiAtClose === null || facts.low === null || facts.high === null
          ? null
          : t('notices:money.light_red', { roi: words.ratio(facts.roiAtClose), low: words.ratio(facts.low), high: words.ratio(facts.high) }),
      };
    case 'coupon_leaked':
      return {
        heading: t('notices:heading.coupon_leaked', facts), money: null,
        text: facts.orders === null
          ? t('notices:text.coupon_leaked_site', { ...facts, day: day(facts.fromDay) })
          : t('notices:text.coupon_leaked_orders', { ...facts, orders: number(facts.orders), day: day(facts.fromDay) }),
      };
    case 'suspicious_clicks': {
      const values = { ...facts, clicks: number(facts.clicks), usual: number(facts.usual), day: day(facts.day) };
      return { heading: t('notices:heading.suspicious_clicks', facts), text: t(`notices:text.suspicious_clicks_${facts.sign}`, values), money: null };
    }
    case 'late_clicks':
      return {
        heading: t('notices:heading.late_clicks', facts), money: null,
        text: t('notices:text.late_clicks', { ...facts, clicks: number(facts.clicks), days: number(facts.days), day: day(facts.endsOn) }),
      };
    case 'budget_over':
      return {
        heading: t('notices:heading.budget_over', facts), text: t('notices:text.budget_over'),
        money: facts.cutMinor === 0 ? budgetMoney(facts, words) : `${budgetMoney(facts, words)} ${t('notices:money.cut', { cut: words.money(facts.cutMinor, facts.currency), count: facts.partners })}`,
      };
    case 'budget_full':
    case 'cost_overrun':
      return { heading: t(`notices:heading.${facts.kind}`, facts), text: t(`notices:text.${facts.kind}`), money: budgetMoney(facts, words) };
    case 'revenue_swing':
      return {
        heading: t('notices:heading.revenue_swing', facts), text: t(`notices:text.revenue_swing_${facts.revenueMinor < facts.expectedMinor ? 'below' : 'above'}`),
        money: t('notices:money.revenue', { revenue: words.money(facts.revenueMinor, facts.currency), expected: words.money(facts.expectedMinor, facts.currency) }),
      };
    case 'dispute_open': {
      const values = { ...facts, figure: words.figure(facts.figure), time: words.time(facts.dueAt) };
      return { heading: t('notices:heading.dispute_open', values), text: t(`notices:text.dispute_open${facts.isOverdue ? '_overdue' : ''}`, values), money: null };
    }
    case 'sign_off_due':
    case 'sign_off_asked':
      return {
        heading: t(`notices:heading.${facts.kind}`, { asks: t(`payments:signOff.kind.${facts.asks}`) }),
        text: t(`notices:text.${facts.kind}`, { ...facts, time: words.time(facts.deadlineAt) }),
        money: facts.amountMinor === null || facts.currency === null ? null : t('notices:money.amount', { amount: words.money(facts.amountMinor, facts.currency) }),
      };
    case 'payment_waiting':
      return {
        heading: t('notices:heading.payment_waiting', facts), text: t('notices:text.payment_waiting', { ...facts, stage: t(`domain:paymentStage.${facts.stage}`) }),
        money: t('notices:money.amount', { amount: words.money(facts.amountMinor, facts.currency) }),
      };
    case 'approval_overdue':
      return {
        heading: t('notices:heading.approval_overdue', facts), money: null,
        text: t('notices:text.approval_overdue', { ...facts, day: day(facts.dueOn), turn: t(`scripts:turn.${facts.turn}`) }),
      };
    case 'review_due':
      return {
        heading: t('notices:heading.review_due', { ...facts, period: number(facts.periodNumber) }), money: null,
        text: t('notices:text.review_due', { from: day(facts.startDay), day: day(facts.lastDay) }),
      };
    case 'rights_ending':
      return {
        heading: t('notices:heading.rights_ending', { day: day(facts.untilDay) }), money: null,
        text: t(`notices:text.rights_ending_${facts.assets === 1 ? 'single' : 'several'}`, {
          title: facts.title, assets: number(facts.assets), left: facts.daysLeft === 0 ? t('notices:left.today') : t('notices:left.days', { count: facts.daysLeft }),
        }),
      };
    case 'import_failed':
      return {
        heading: t('notices:heading.import_failed', facts), money: null,
        text: t(`notices:text.import_failed_${facts.outcome}`, { imports: t(`domain:importKind.${facts.imports}`), rejected: number(facts.rejected) }),
      };
    case 'deliveries_failing':
      return {
        heading: t('notices:heading.deliveries_failing', facts), money: null,
        text: t('notices:text.deliveries_failing', { deliveries: number(facts.deliveries), day: day(facts.day) }),
      };
    case 'channel_paused':
      return {
        heading: t('notices:heading.channel_paused', facts), money: null,
        text: t('notices:text.channel_paused', { channel: t(`notices:channel.kind.${facts.channelKind}`), problem: t(`notices:problem.${facts.problem}`) }),
      };
  }
}

function budgetMoney(facts: FactsOf<'budget_over'> | FactsOf<'budget_full'> | FactsOf<'cost_overrun'>, words: Words): string {
  return words.t('notices:money.budget', {
    forecast: words.money(facts.forecastMinor, facts.currency), planned: words.money(facts.plannedMinor, facts.currency),
    percent: facts.plannedMinor > 0 ? words.percent(facts.forecastMinor / facts.plannedMinor) : '∞',
  });
}

function pathOf(facts: NoticeFacts): string {
  switch (facts.kind) {
    case 'fuse_tripped':
    case 'light_red':
    case 'late_clicks':
    case 'suspicious_clicks':
      return paths.collaboration(facts);
    case 'coupon_leaked':
      return paths.attributionCoupons('?f.state=suspected');
    case 'budget_over':
    case 'budget_full':
    case 'cost_overrun':
    case 'revenue_swing':
      return paths.campaignBudget(facts);
    case 'dispute_open':
      return paths.dispute(facts);
    case 'sign_off_due':
    case 'sign_off_asked':
      return paths.signOff(facts);
    case 'payment_waiting':
      return paths.financePayment(facts);
    case 'approval_overdue':
      return paths.collaborationScripts(facts);
    case 'review_due':
      return paths.review(facts);
    case 'rights_ending':
      return facts.assets === 1 ? paths.asset(facts) : paths.assets('?f.rights=ends');
    case 'import_failed':
      return paths.importRun(facts);
    case 'deliveries_failing':
      return paths.deliveries(`?f.outcome=unreadable&f.shop=${encodeURIComponent(facts.shop)}`);
    case 'channel_paused':
      return paths.settingsNotices();
  }
}
