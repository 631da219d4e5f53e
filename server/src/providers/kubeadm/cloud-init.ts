import { isOneOf } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import { KubeadmControlPlane } from './kinds.ts';
import { MACHINE_TEMPLATE_FIELDS } from './references.ts';

/**
 * The infrastructure providers whose machines render bootstrap data with cloud-init. The agent of BYOH and Packet render Go
 * templates, and Nutanix, Docker and Dev machines render nothing. Source: the providers' bootstrap code, August 2025.
 */
const RUNS_CLOUD_INIT =
  /^(Metal3|AWS|Azure|VSphere|OpenStack|Kubevirt|Proxmox|IonosCloud|HCloud|HetznerBareMetal|Tinkerbell)Machine/;

/** Where control planes with machines reference their templates. */
export const MACHINE_TEMPLATE_REFERENCES: readonly NodePath[] = MACHINE_TEMPLATE_FIELDS.map((field) =>
  field.split('.'),
);

/**
 * Returns whether cloud-init reads the bootstrap data. Only kinds of infrastructure in the workspace decide; without any, an
 * expression that only cloud-init can render does.
 */
export function cloudInitFor(config: Resource, view: Pick<View, 'referrersTo'>): 'certain' | 'possible' | 'impossible' {
  const kinds = infrastructureKindsOf(config, view);
  if (kinds.length > 0) return kinds.some((kind) => RUNS_CLOUD_INIT.test(kind)) ? 'certain' : 'impossible';
  return /\{[{%]-?\s*(?:if\s+)?(?:ds|v1)\./.test(config.document.text) ? 'certain' : 'possible';
}

/**
 * Returns true for a patch, which does not contain the kinds of machines that use it: they may render Go templates. An object
 * with an expression at the start of a line is also incomplete, but is not a patch.
 */
export function mayRenderGoTemplates(config: Resource, view: Pick<View, 'referrersTo' | 'isComplete'>): boolean {
  if (infrastructureKindsOf(config, view).length > 0) return false;
  if (config.inside === 'patch' || isOneOf(config, [KubeadmControlPlane])) return true;
  return !view.isComplete(config) && !/^[ \t-]*\{[{%]/m.test(config.document.text);
}

/** Returns the only provider whose machines use bootstrap data, if they do not run cloud-init; undefined if that is unknown. */
export function otherRendererOf(
  config: Resource,
  view: Pick<View, 'referrersTo'>,
): 'Packet' | 'BYOH' | 'Nutanix' | undefined {
  const kinds = infrastructureKindsOf(config, view);
  const [first = '', ...others] = new Set(kinds.map((kind) => /^(Packet|Byo|Nutanix)Machine/.exec(kind)?.[1] ?? ''));
  if (others.length > 0) return undefined;
  return first === 'Packet' || first === 'Nutanix' ? first : first === 'Byo' ? 'BYOH' : undefined;
}

/** Returns the kinds of the infrastructure machines that use bootstrap data. */
function infrastructureKindsOf(config: Resource, view: Pick<View, 'referrersTo'>): readonly string[] {
  if (isOneOf(config, [KubeadmControlPlane]))
    return MACHINE_TEMPLATE_REFERENCES.flatMap((path) => scalarAt(config.root, [...path, 'kind'])?.text ?? []);
  return view
    .referrersTo(config)
    .flatMap(({ resource, reference }) =>
      siblingsOf(reference.path).flatMap((path) => scalarAt(resource.root, [...path, 'kind'])?.text ?? []),
    );
}

/** Returns where an object can reference the infrastructure next to a reference to bootstrap data or a control plane. */
function siblingsOf(path: NodePath): readonly NodePath[] {
  if (path[1] === 'controlPlane')
    return ['ref', 'templateRef'].map((key) => ['spec', 'controlPlane', 'machineInfrastructure', key]);
  const at = path.lastIndexOf('bootstrap');
  // In a ClusterClass, the machines of a control plane have a reference of their own.
  if (at < 0)
    return ['ref', 'templateRef'].map((key): NodePath => ['spec', 'controlPlane', 'machineInfrastructure', key]);
  const parent = path.slice(0, at);
  return ['ref', 'templateRef']
    .map((key): NodePath => [...parent, 'infrastructure', key])
    .concat([[...parent, 'infrastructureRef']]);
}
