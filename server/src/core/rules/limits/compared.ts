/** The number of objects with a common value that a rule compares each of them with. */
export const MAX_COMPARED = 50;
/** The number of related locations of a finding, if a rule can have any number of them. */
export const MAX_RELATED = 20;
