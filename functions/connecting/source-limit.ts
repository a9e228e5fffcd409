/**
 * Lets each source ask so many times a minute, as far as this process sees. It bounds what guessing costs; what makes guessing hopeless is the length of
 * codes.
 *
 * @returns whether this one may ask now
 */
export const sourceLimit = (aMinute: number): ((source: string, nowMs: number) => boolean) => {
  const asked = new Map<string, number>();
  let minute = 0;
  return (source, nowMs) => {
    const current = Math.floor(nowMs / 60_000);
    if (current !== minute) asked.clear();
    minute = current;
    const count = (asked.get(source) ?? 0) + 1;
    asked.set(source, count);
    return count <= aMinute;
  };
};
