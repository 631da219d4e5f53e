import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import type { FixtureFile } from './fixture.ts';

/** A folder of `test/samples/`: manifests that belong together. */
export interface SampleSet {
  readonly name: string;
  readonly files: readonly FixtureFile[];
}

/** Returns the sets of `test/samples/`, which are correct manifests of our own. */
export function sampleSets(): readonly SampleSet[] {
  const sets = new Map<string, FixtureFile[]>();
  for (const path of globSync('test/samples/**/*.{yaml,yml}').sort()) {
    const [, , name = ''] = path.split('/');
    const file = { uri: `file:///${path.slice('test/'.length)}`, text: readFileSync(path, 'utf8') };
    sets.set(name, [...(sets.get(name) ?? []), file]);
  }
  return [...sets].map(([name, files]) => ({ name, files }));
}
