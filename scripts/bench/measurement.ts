/**
 * Something that is worth measuring against somebody else's program in the same run, so that the machine and what else it does cancel out.
 * To add one: a file in this folder that exports a Measurement, and its name in the list in scripts/bench.ts.
 */
export interface Measurement {
  /** As it is asked for on the command line. */
  name: string;
  /** What is done, and on what. */
  title: string;
  /** What has to be known to read the ratios fairly: above all, what the peer does not do. */
  fairness: readonly string[];
  contests(): AsyncIterable<Contest> | Iterable<Contest>;
}

/** The same task for several programs. */
export interface Contest {
  /** `2,000 rows` */
  name: string;
  /** What the others' times are divided by. */
  peer: Contender;
  others: readonly Contender[];
}

export interface Contender {
  name: string;
  /** Does the task once and says what came of it, `12 bad cells`: whoever did less is seen to have done less. */
  run(): string | Run | Promise<string | Run>;
}

/** A run of which only a part counts. */
export interface Run {
  result: string;
  /** Milliseconds. */
  ms: number;
}

export interface Timed {
  contender: string;
  /** Milliseconds: the middle of all runs, and the quarter of them on either side of it. */
  median: number;
  from: number;
  to: number;
  runs: number;
  /** Median by the peer's median. */
  ratio: number;
  result: string;
}

/**
 * Times every contender in turn, round by round, so that whatever else the machine does slows all of them alike; a first round warms them up.
 *
 * @param now  milliseconds of a clock that never goes back
 */
export const timed = async ({ peer, others }: Contest, rounds: number, now: () => number): Promise<Timed[]> => {
  const contenders = [peer, ...others].map((contender) => ({ contender, times: [] as number[], result: '' }));
  for (let round = 0; round <= rounds; round++)
    for (const each of contenders) {
      const start = now();
      const run = await each.contender.run();
      const { result, ms } = typeof run === 'string' ? { result: run, ms: now() - start } : run;
      each.result = result;
      if (round > 0) each.times.push(ms);
    }
  const quarters = contenders.map(({ times }) => quartiles(times));
  return contenders.map(({ contender, result, times }, index) => {
    const [from, median, to] = quarters[index]!;
    return { contender: contender.name, median, from, to, runs: times.length, ratio: median / quarters[0]![1], result };
  });
};

/** Between two runs the value lies in proportion between theirs. */
export const quartiles = (times: readonly number[]): [from: number, median: number, to: number] => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (above - below) * (place - Math.floor(place));
  };
  return [at(0.25), at(0.5), at(0.75)];
};
