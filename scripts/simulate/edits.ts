import { type Chance, chanceOf } from '../chance.ts';

/** Who edits, and how much. None of these figures is published; they are guesses to be replaced by what your own communities do. */
export interface EditingHabits {
  /** How likely a person opens the sheet on a working day and edits it. */
  editsToday: number;
  /** Sittings of such a person on that day. */
  sittings: number;
  /** Minutes of a sitting: half are shorter, and one in six is shorter than half or longer than twice of it. */
  sittingMinutes: number;
  /** Seconds between two edits of a sitting, on average. */
  secondsBetweenEdits: number;
}

export const habits: EditingHabits = { editsToday: 0.3, sittings: 1.5, sittingMinutes: 12, secondsBetweenEdits: 25 };

/** Of communities, by the hours that their clocks are behind those of UTC in winter: about the shares of the people in the four time zones of the mainland. */
const TIME_ZONES: Readonly<Record<string, number>> = { 5: 47, 6: 29, 7: 7, 8: 17 };

/** How much of a working day's sittings begin in each hour, from midnight; most in the morning and after lunch. */
const BEGIN_BY_HOUR = [0, 0, 0, 0, 0, 0, 0, 2, 8, 14, 15, 11, 6, 11, 13, 11, 6, 2, 1, 0, 0, 0, 0, 0];

const HOUR_MS = 3_600_000;

/** Edits of one day in the order in which they are made. */
export interface DayOfEdits {
  /** Milliseconds since the day began in UTC; sittings in the west end on the next. */
  atMs: Float64Array;
  /** Which community's sheet. */
  sheet: Uint32Array;
}

/**
 * Everybody's edits of one working day. The same seed gives the same day.
 *
 * @param day  from 0
 */
export const dayOfEdits = (
  seed: number,
  day: number,
  { communities, people }: { communities: number; people: number },
  how: EditingHabits = habits,
): DayOfEdits => {
  const times: number[] = [];
  const sheets: number[] = [];
  for (let sheet = 0; sheet < communities; sheet++) {
    const zone = Number(chanceOf(seed, 'zone', sheet).weighted(TIME_ZONES));
    const chance = chanceOf(seed, 'day', day, sheet);
    for (let person = 0; person < people; person++) {
      if (!chance.is(how.editsToday)) continue;
      for (let sitting = 0; sitting < wholeAround(how.sittings, chance); sitting++) {
        const hour = Number(chance.weighted(beginByHour)) + zone;
        const begins = (hour + chance.next()) * HOUR_MS;
        const ends = begins + how.sittingMinutes * 60_000 * 2 ** normal(chance);
        for (let at = begins; at < ends; at += -Math.log(1 - chance.next()) * how.secondsBetweenEdits * 1000) {
          times.push(at);
          sheets.push(sheet);
        }
      }
    }
  }
  const order = new Uint32Array(times.length).map((_, index) => index).sort((a, b) => times[a]! - times[b]!);
  return {
    atMs: Float64Array.from(order, (index) => times[index]!),
    sheet: Uint32Array.from(order, (index) => sheets[index]!),
  };
};

const beginByHour = Object.fromEntries(BEGIN_BY_HOUR.map((weight, hour) => [hour, weight]));

/** 1.5: one or two, equally often. */
const wholeAround = (mean: number, chance: Chance): number =>
  Math.floor(mean) + (chance.is(mean - Math.floor(mean)) ? 1 : 0);

/** Box and Muller's. */
const normal = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
