import type { QuietHours } from '#app/domain/notice-schedule.ts';

/** Quiet hours from two times of a form ("22:00"): null for none when both are empty, 'invalid' when only one is given or one is no time. */
export function readQuietHours(from: string, until: string): QuietHours | null | 'invalid' {
  if (from === '' && until === '') return null;
  const [fromMinute, untilMinute] = [minuteOf(from), minuteOf(until)];
  return fromMinute === null || untilMinute === null ? 'invalid' : { fromMinute, untilMinute };
}

function minuteOf(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** A minute of the day as a form has it. */
export function timeText(minute: number | null): string {
  return minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
