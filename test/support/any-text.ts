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

/** The rules of the findings of the first file, after all that a client asks of every file. Throws where anything does. */
export function requestsOf(files: readonly FixtureText[]): readonly string[] {
  const workspace = workspaceThatMustNotFail(files);
  for (const file of workspace.files.values()) {
    for (const document of file.documents) foldingsIn(document);
    linksIn(file, workspace);
    workspace.findingsIn(file.uri);
  }
  return workspace.findingsIn(files[0]?.uri ?? '').map(({ rule }) => rule);
}

/** The same, for its exceptions alone. */
export function mustNotThrow(files: readonly FixtureText[]): void {
  requestsOf(files);
}
