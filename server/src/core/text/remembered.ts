/**
 * A pure function that works once for each object, whose answer is kept for as long as the object lives. For what many
 * rules ask of one immutable document or resource.
 */
export function remembered<Of extends object, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
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
