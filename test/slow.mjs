/** The tests that take longer than a few seconds. `npm test` skips them, `npm run test:slow` and CI run them. */
export const SLOW = [];
