import { basename } from 'node:path';
import { globSync } from 'tinyglobby';

/** The page of each rule, as a path from the root of the project, by the rule's id. */
export const RULE_PAGES: ReadonlyMap<string, string> = new Map(
  globSync('server/src/{core,providers/*}/rules/*/*.md')
    .sort()
    .map((path) => [basename(path, '.md'), path]),
);
