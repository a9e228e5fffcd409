/**
 * Orders text as Firestore and SQLite do: by UTF-8 bytes, which is by code point. JavaScript's own `<` compares UTF-16 units and
 * would put an emoji before U+FFFD.
 *
 * @returns below 0 where a comes first, 0 where they are the same, above 0 where b comes first
 */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA === unitB) continue;
    const surrogateA = isSurrogate(unitA);
    return surrogateA === isSurrogate(unitB) ? unitA - unitB : surrogateA ? 1 : -1;
  }
  return a.length - b.length;
};

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
