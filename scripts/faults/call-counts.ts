/** Calls of the Sheets API as Google counts them: reads and writes apart, each by the minute. */
export interface CallCounts {
  /** Times come in order. */
  count(kind: 'reads' | 'writes', atMs: number): void;
  total(kind: 'reads' | 'writes'): number;
  /** The most within any 60 s. */
  mostInAMinute(kind: 'reads' | 'writes'): number;
}

export const callCounts = (): CallCounts => {
  const times = { reads: [] as number[], writes: [] as number[] };
  return {
    count: (kind, atMs) => void times[kind].push(atMs),
    total: (kind) => times[kind].length,
    mostInAMinute: (kind) => {
      let first = 0;
      return times[kind].reduce((most, atMs, index) => {
        while (times[kind][first]! <= atMs - 60_000) first++;
        return Math.max(most, index - first + 1);
      }, 0);
    },
  };
};

/** The same for each service account, and for all of them together. */
export interface AccountCalls {
  count(account: string, kind: 'reads' | 'writes', atMs: number): void;
  ofAccounts(): readonly CallCounts[];
  all: CallCounts;
}

export const accountCalls = (): AccountCalls => {
  const all = callCounts();
  const accounts = new Map<string, CallCounts>();
  return {
    count: (account, kind, atMs) => {
      const ofAccount = accounts.get(account) ?? callCounts();
      accounts.set(account, ofAccount);
      for (const counts of [ofAccount, all]) counts.count(kind, atMs);
    },
    ofAccounts: () => [...accounts.values()],
    all,
  };
};
