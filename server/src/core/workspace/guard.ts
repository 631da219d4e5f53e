import type { WorkspaceOptions } from './workspace.ts';

/** Does a piece of work about a file, and returns undefined where it throws: what fails costs only itself. */
export type Guard = <Result>(uri: string, work: () => Result) => Result | undefined;

export function guardOf({ onFailure, onBug }: Pick<WorkspaceOptions, 'onFailure' | 'onBug'>): Guard {
  return (uri, work) => {
    try {
      return work();
    } catch (error) {
      if (onFailure) onFailure(uri, error);
      else onBug?.(`file ${uri}`, error);
      return undefined;
    }
  };
}
