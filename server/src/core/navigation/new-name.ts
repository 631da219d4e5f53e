import { namespaceKey } from '../index/object-index.ts';
import { isKind } from '../objects/group-kind.ts';
import { nameOf, type Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { folderOf } from '../text/containers.ts';
import { isLabelValue, isQualifiedName, isSubdomain } from '../validation/names.ts';
import type { Manifests, Named, NameForm } from './named.ts';
import { occurrencesOf } from './occurrences.ts';

/** Why something is not renamed, as a sentence for the author. */
export interface Refusal {
  readonly refused: string;
}

export function refuse(refused: string): Refusal {
  return { refused };
}

/** What speaks against a new name. A variable may be any name. */
export function objectionTo(named: Named, name: string, manifests: Manifests): Refusal | undefined {
  if (name.trim() === '' || /[\n\r]/.test(name)) return refuse('A name is one line that is not empty.');
  if (isTemplate(name) && named.kind !== 'variable') return undefined;
  switch (named.kind) {
    case 'object': {
      const { resource } = named;
      const objection = objectionToForm(resource, name, manifests.features.navigation.nameForms);
      if (objection) return refuse(objection);
      const twin = manifests
        .objectsNamed(resource, name, resource.uri)
        .find((other) => isTwin(named, other, manifests));
      return twin && refuse(`There is a ${nameOf(twin)} already, and the two could not be told apart afterwards.`);
    }
    case 'local': {
      const taken = occurrencesOf({ ...named, name }, manifests).some(({ role }) => role === 'definition');
      return taken ? refuse(`${nameOf(named.resource)} has a ${named.field.what} "${name}" already.`) : undefined;
    }
    case 'contributed': {
      const objection = named.objectionTo(name, manifests);
      return objection === undefined ? undefined : refuse(objection);
    }
    case 'variable': {
      if (!/^[A-Za-z_]\w*$/.test(name))
        return refuse(
          `No variable can be called "${name}": names have letters, digits and "_", and begin with no digit.`,
        );
      const isTaken = occurrencesOf({ ...named, name }, manifests).length > 0;
      return isTaken ? refuse(`The file has a variable ${name} already, and the two would become one.`) : undefined;
    }
    case 'label':
      if (named.value !== undefined)
        return isLabelValue(name)
          ? undefined
          : refuse(`No label can hold "${name}": at most 63 letters, digits, "-", "_" and ".".`);
      return isQualifiedName(name)
        ? undefined
        : refuse(
            `No label can be called "${name}": it is a name of at most 63 letters, after a domain and a slash if you like.`,
          );
  }
}

/** Whether an object of the new name would be taken for the renamed one: by the API server, or by who refers to it. */
function isTwin(named: Extract<Named, { kind: 'object' }>, other: Resource, manifests: Manifests): boolean {
  const { resource } = named;
  if (other === resource || namespaceKey(other.namespace) !== namespaceKey(resource.namespace)) return false;
  if (other.uri === resource.uri) return true;
  const isSpread = occurrencesOf(named, manifests).some(({ uri }) => uri !== resource.uri);
  return isSpread && folderOf(other.uri) === folderOf(resource.uri);
}

function objectionToForm(resource: Resource, name: string, forms: readonly NameForm[]): string | undefined {
  if (!isSubdomain(name))
    return `No object can be called "${name}": names have lower-case letters, digits, "-" and ".", and begin and end with a letter or digit.`;
  const form = forms.find(({ kind, isExempt }) => isKind(resource, kind) && !isExempt?.(resource));
  if (!form || form.isValid(name)) return undefined;
  return `No ${resource.kind} can be called "${name}": it ${form.because}.`;
}
