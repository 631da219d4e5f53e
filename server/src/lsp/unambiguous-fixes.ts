import { type Finding, type FixSelection, obstacleInFile, selectFixes } from '../core/index.ts';
import type { Snapshot } from './session/snapshot.ts';

/**
 * Returns the unambiguous fixes of findings that can be applied together. Generated files are not edited, as in
 * `lint --fix`.
 */
export function unambiguousFixes(findings: readonly Finding[], snapshot: Snapshot): FixSelection {
  return selectFixes(findings, (uri) => {
    const file = snapshot.file(uri);
    return file && obstacleInFile(file);
  });
}
