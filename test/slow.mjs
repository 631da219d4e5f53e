/** Tests that `npm test` skips because they take longer than a few seconds. `npm run test:all` and CI run them. */
export const SLOW = [];
