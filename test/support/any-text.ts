import { linksIn, Roots, SchemaValidator, Workspace } from '../../server/src/core/index.ts';
import { foldingsIn } from '../../server/src/core/structure/folding.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from './check.ts';

export interface FixtureText {
  readonly uri: string;
  readonly text: string;
}

function workspaceThatMustNotFail(files: readonly FixtureText[]): Workspace {
  const fail = (where: string, error: unknown) => {
    throw new Error(`${where} threw`, { cause: error });
  };
  const workspace = new Workspace({
    registry: REGISTRY,
    schemas: new SchemaValidator(SCHEMAS, {}, REGISTRY.validation),
    onBug: fail,
    onFailure: fail,
  });
  workspace.roots = new Roots([{ from: 'file:///w/', roots: ['*/\ud800', 'a*b'] }]);
  workspace.apply(files);
  workspace.update();
  return workspace;
}

/**
 * Returns the rules of the first file's findings, after all requests that a client sends for each file. Throws if a
 * request does.
 */
export function requestsOf(files: readonly FixtureText[]): readonly string[] {
  const workspace = workspaceThatMustNotFail(files);
  for (const file of workspace.files.values()) {
    for (const document of file.documents) foldingsIn(document);
    linksIn(file, workspace);
    workspace.findingsIn(file.uri);
  }
  return workspace.findingsIn(files[0]?.uri ?? '').map(({ rule }) => rule);
}

/** Sends the same requests, to detect exceptions. */
export function mustNotThrow(files: readonly FixtureText[]): void {
  requestsOf(files);
}
