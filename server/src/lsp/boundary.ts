import type { Connection } from 'vscode-languageserver';

/** A net under work that nobody waits for: what fails is logged, and the rest goes on. */
export interface Boundary {
  failed(what: string, error: unknown): void;
  /** Runs the work in a later turn of the host. */
  defer(work: () => void): void;
  /** Settles when the work is done or has failed; it never rejects. */
  attempt(what: string, work: () => Promise<unknown>): Promise<void>;
}

export function boundaryOf(connection: Connection, defer: (work: () => void) => void): Boundary {
  const failed = (what: string, error: unknown) =>
    connection.console.error(`kamaji-metal3 failed at ${what}, which is a bug: ${error}`);
  return {
    failed,
    defer: (work) =>
      defer(() => {
        try {
          work();
        } catch (error) {
          failed('deferred work', error);
        }
      }),
    attempt: async (what, work) => {
      try {
        await work();
      } catch (error) {
        failed(what, error);
      }
    },
  };
}
