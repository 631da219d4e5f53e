/**
 * Returns a pure function that caches its result per object, for as long as the object exists. For values that several
 * rules derive from one immutable document or resource.
 */
export function memoize<Of extends object, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    let found = known.get(of);
    if (!found) {
      found = { answer: find(of) };
      known.set(of, found);
    }
    return found.answer;
  };
}
