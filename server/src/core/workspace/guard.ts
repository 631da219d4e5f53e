import type { WorkspaceOptions } from './workspace-options.ts';

/** Runs work on a file. Returns undefined if it throws, so that a bug affects only the file that triggers it. */
export type Guard = <Result>(uri: string, work: () => Result) => Result | undefined;

/** Returns a guard that reports exceptions to `onFailure`, or to `onBug` if there is no `onFailure`. */
export function guardOf({ onFailure, onBug, onProgress }: WorkspaceOptions): Guard {
  return (uri, work) => {
    onProgress?.(uri);
    try {
      return work();
    } catch (error) {
      // A bug in the engine.
      if (onFailure) onFailure(uri, error);
      else onBug?.(`file ${uri}`, error);
      return undefined;
    }
  };
}
