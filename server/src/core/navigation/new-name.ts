import { metadataKeysOf, templateKeysOf } from '../resources/metadata-keys.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import { nameOf, type Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { nodeAt } from '../syntax/lookup.ts';
import { isDnsLabel, isLabelValue, isQualifiedName, isSubdomain } from '../validation/names.ts';
import { folderOf } from '../workspace/containers.ts';
import { namespaceKey } from '../workspace/object-index.ts';
import { isTakenForAnother } from './metadata-key-places.ts';
import type { Manifests, Named } from './named.ts';
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
      const objection = objectionToForm(resource, name);
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
    case 'metadata-key': {
      if (!/^[A-Za-z_][\w.-]*$/.test(name))
        return refuse(`"${name}" cannot be read in {{ ds.meta_data. }}: keys have letters, digits, "_", "-" and ".".`);
      return objectionToKey(named, name, manifests);
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

/**
 * What speaks against the name of a metadata key. One that is there on every machine may be replaced, as the template's
 * own do; but not where somebody reads it.
 */
function objectionToKey(
  named: Extract<Named, { kind: 'metadata-key' }>,
  name: string,
  manifests: Manifests,
): Refusal | undefined {
  for (const template of named.dataTemplates) {
    if (templateKeysOf(template).some(({ key }) => key === name))
      return refuse(`The metadata of ${nameOf(template)} has a key "${name}" already.`);
    if (metadataKeysOf(template)?.some(({ key, from }) => key === name && from === 'provider'))
      return refuse(`Over "${name}" CAPM3 writes its own value.`);
  }
  return isTakenForAnother(named, name, manifests)
    ? refuse(`A key "${name}" is read already, and would be another then.`)
    : undefined;
}

/** Whether an object of the new name would be taken for the renamed one: by the API server, or by who refers to it. */
function isTwin(named: Extract<Named, { kind: 'object' }>, other: Resource, manifests: Manifests): boolean {
  const { resource } = named;
  if (other === resource || namespaceKey(other.namespace) !== namespaceKey(resource.namespace)) return false;
  if (other.uri === resource.uri) return true;
  const isSpread = occurrencesOf(named, manifests).some(({ uri }) => uri !== resource.uri);
  return isSpread && folderOf(other.uri) === folderOf(resource.uri);
}

interface NameForm {
  readonly holds: (name: string) => boolean;
  /** As the rest of a sentence that begins with the kind. */
  readonly because: string;
}

const LABELLED: NameForm = {
  holds: isLabelValue,
  because: 'passes its name on in labels, which hold at most 63 letters',
};

const SERVED: NameForm = {
  holds: (name) => isDnsLabel(name) && /^[a-z]/.test(name),
  because:
    'gives its name to a Service, for which Kamaji wants lower-case letters, digits and "-", a letter first, 63 at most',
};

/**
 * Kinds whose names have to be more than a DNS subdomain. Source: the webhooks of Cluster and MachineDeployment (Cluster
 * API from v1.4 on); the webhook on names of TenantControlPlanes (Kamaji from v0.3.1 on); namespaces of Kubernetes.
 */
const NAME_FORMS: ReadonlyMap<string, NameForm> = new Map([
  [`${GROUPS.cluster}/Cluster`, LABELLED],
  [`${GROUPS.cluster}/MachineDeployment`, LABELLED],
  [`${GROUPS.controlPlane}/KamajiControlPlane`, SERVED],
  [`${GROUPS.kamaji}/TenantControlPlane`, SERVED],
  [
    `${GROUPS.core}/Namespace`,
    { holds: isDnsLabel, because: 'is called by lower-case letters, digits and "-", 63 at most' },
  ],
]);

function objectionToForm(resource: Resource, name: string): string | undefined {
  if (!isSubdomain(name))
    return `No object can be called "${name}": names have lower-case letters, digits, "-" and ".", and begin and end with a letter or digit.`;
  // In another cluster the control plane gets a name of Kamaji's own.
  if (nodeAt(resource.root, ['spec', 'deployment', 'externalClusterReference'])) return undefined;
  const form = NAME_FORMS.get(`${resource.group}/${resource.kind}`);
  if (!form || form.holds(name)) return undefined;
  return `No ${resource.kind} can be called "${name}": it ${form.because}.`;
}
