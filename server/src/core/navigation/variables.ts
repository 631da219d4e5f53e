import { findScalar } from '../cursor/find-scalar.ts';
import { templateVariableAt } from '../cursor/template-variable.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { variablesIn } from '../templates/variables-in.ts';
import type { Manifests, NamedSymbol, Occurrence } from './symbol.ts';
import type { SymbolAtPosition } from './symbol-at.ts';

/** Returns the template variable at an offset, in a value or key of an object. */
export function variableNamedAt(
  file: ManifestFile,
  index: number,
  offset: number,
  manifests: Manifests,
): SymbolAtPosition | undefined {
  const document = file.documents[index];
  const use = templateVariableAt(file, index, offset);
  const resource = document && use && manifests.resourceAt(document, offset);
  const found = resource && findScalar(resource.root, resource.document.text, offset);
  if (!use || !resource || !found) return undefined;
  const named: NamedSymbol = { kind: 'variable', uri: file.uri, name: use.name };
  return { resource, node: found.node, span: use.nameSpan, text: use.name, symbols: [named], isName: true };
}

/**
 * Returns all uses in the file, including comments and scripts. The first, which determines the default, is the
 * definition.
 */
export function variableOccurrences(
  { uri, name }: Extract<NamedSymbol, { kind: 'variable' }>,
  manifests: Manifests,
): readonly Occurrence[] {
  const documents = manifests.files.get(uri)?.documents ?? [];
  return documents
    .flatMap((document) =>
      variablesIn(document)
        .filter((use) => use.name === name)
        .map(({ nameSpan }) => ({ uri, document, span: nameSpan })),
    )
    .map((each, at) => ({ ...each, role: at === 0 ? 'definition' : 'reference' }));
}
