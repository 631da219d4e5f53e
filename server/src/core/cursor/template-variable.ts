import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isClusterctlTemplate } from '../templates/clusterctl.ts';
import type { VariableUse } from '../templates/variables.ts';
import { variableAt } from '../templates/variables-in.ts';
import { findScalar } from './find-scalar.ts';

/**
 * Returns the template variable at an offset. In a script `${NAME}` is a shell variable, unless the file is a
 * clusterctl template: clusterctl replaces variables in scripts, too.
 */
export function templateVariableAt(file: ManifestFile, index: number, offset: number): VariableUse | undefined {
  const document = file.documents[index];
  const use = document && variableAt(document, offset);
  if (!use || isClusterctlTemplate(file.uri)) return use;
  const { root } = document.parsed;
  const style = root && findScalar(root, document.text, offset)?.node.style;
  return style === 'literal' || style === 'folded' ? undefined : use;
}
