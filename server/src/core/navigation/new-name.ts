import { namespaceKey } from '../index/object-index.ts';
import { isKind } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { folderOf } from '../text/containers.ts';
import { isLabelValue, isQualifiedName, isSubdomain } from '../validation/names.ts';
import { occurrencesOf } from './occurrences.ts';
import type { Manifests, NamedSymbol, NameRule } from './symbol.ts';

/** Why something cannot be renamed, as a sentence. */
export interface RenameError {
  readonly reason: string;
}

export function renameError(reason: string): RenameError {
  return { reason };
}

/** Returns why the new name is not allowed; undefined if it is. Variables can have any name. */
export function reasonAgainst(named: NamedSymbol, name: string, manifests: Manifests): RenameError | undefined {
  if (name.trim() === '' || /[\n\r]/.test(name)) return renameError('A name must be a single line that is not empty.');
  if (isTemplate(name) && named.kind !== 'variable') return undefined;
  switch (named.kind) {
    case 'object': {
      const { resource } = named;
      const objection = objectionToForm(resource, name, manifests.features.navigation.nameRules);
      if (objection) return renameError(objection);
      const conflicting = manifests
        .objectsNamed(resource, name, resource.uri)
        .find((other) => isConflicting(named, other, manifests));
      return (
        conflicting &&
        renameError(`${nameOf(conflicting)} already exists. After the rename, references would be ambiguous.`)
      );
    }
    case 'local': {
      const taken = occurrencesOf({ ...named, name }, manifests).some(({ role }) => role === 'definition');
      return taken ? renameError(`${nameOf(named.resource)} already has a ${named.field.noun} "${name}".`) : undefined;
    }
    case 'contributed': {
      const objection = named.reasonAgainst(name, manifests);
      return objection === undefined ? undefined : renameError(objection);
    }
    case 'variable': {
      if (!/^[A-Za-z_]\w*$/.test(name))
        return renameError(
          `"${name}" is not a valid variable name. Use letters, digits and "_", and do not start with a digit.`,
        );
      const isTaken = occurrencesOf({ ...named, name }, manifests).length > 0;
      return isTaken ? renameError(`The file already has a variable ${name}.`) : undefined;
    }
    case 'label':
      if (named.value !== undefined)
        return isLabelValue(name)
          ? undefined
          : renameError(`"${name}" is not a valid label value. Use at most 63 letters, digits, "-", "_" and ".".`);
      return isQualifiedName(name)
        ? undefined
        : renameError(
            `"${name}" is not a valid label key. Use a name of at most 63 characters, optionally with a DNS domain and a slash as prefix.`,
          );
  }
}

/**
 * Returns true if another object that has the new name would conflict with the renamed object, or make references to it
 * ambiguous.
 */
function isConflicting(
  named: Extract<NamedSymbol, { kind: 'object' }>,
  other: Resource,
  manifests: Manifests,
): boolean {
  const { resource } = named;
  if (other === resource || namespaceKey(other.namespace) !== namespaceKey(resource.namespace)) return false;
  if (other.uri === resource.uri) return true;
  const isSpread = occurrencesOf(named, manifests).some(({ uri }) => uri !== resource.uri);
  return isSpread && folderOf(other.uri) === folderOf(resource.uri);
}

function objectionToForm(resource: Resource, name: string, forms: readonly NameRule[]): string | undefined {
  if (!isSubdomain(name))
    return `"${name}" is not a valid object name. Use lowercase letters, digits, "-" and ".", and start and end with a letter or digit.`;
  const form = forms.find(({ kind, isExempt }) => isKind(resource, kind) && !isExempt?.(resource));
  if (!form || form.isValid(name)) return undefined;
  return `"${name}" is not a valid name. A ${resource.kind} ${form.because}.`;
}
