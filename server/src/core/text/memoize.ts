/**
 * Returns a pure function that caches its result per object, for as long as the object exists. For values that several
 * rules derive from one immutable document or resource.
 */
export function memoize<Of extends object, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, Answer>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined || known.has(of)) return found as Answer;
    const answer = find(of);
    known.set(of, answer);
    return answer;
  };
}
