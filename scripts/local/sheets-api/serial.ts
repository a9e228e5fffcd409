/**
 * Dates as Sheets counts them: days since 30 December 1899, the time of day as the fraction. 1900 is not a leap year.
 * https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values
 */
const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

export interface DateParts {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** The serial of a calendar date; undefined for one that is not in the calendar, such as 30 February. */
export const serialOfDate = ({ year, month, day }: DateParts): number | undefined => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? (date.getTime() - epoch) / dayMs
    : undefined;
};

/** The moment of a serial, to be read with the UTC getters; rounded to milliseconds, so that 0.9999999999 days is the next day. */
export const dateOfSerial = (serial: number): Date => new Date(epoch + Math.round(serial * dayMs));

/** The serial of now on the wall clock of a time zone. */
export const serialOfNow = (now: Date, timeZone: string): number => {
  const part = Object.fromEntries(
    wallClock(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const days = serialOfDate(part) ?? 0;
  return days + (part.hour * 3600 + part.minute * 60 + part.second) / 86_400;
};

/** Making a formatter takes longer than all else about a typed cell, and a paste types tens of thousands of them. */
const wallClock = (timeZone: string): Intl.DateTimeFormat => {
  let clock = wallClocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    wallClocks.set(timeZone, clock);
  }
  return clock;
};

const wallClocks = new Map<string, Intl.DateTimeFormat>();
