import { check, required } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row, type RowOptions } from '../../../core/facts/fact.ts';
import { textsAt } from '../../../core/facts/field-values.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { type GroupKind, isKind, isOneOf } from '../../../core/objects/group-kind.ts';
import { statedTarget } from '../../../core/objects/references.ts';
import type { ScalarNode } from '../../../core/syntax/node.ts';
import { editDistance } from '../../../core/text/edit-distance.ts';
import { BareMetalHost, HostClaim } from '../../baremetal-operator/kinds.ts';
import { IPPool } from '../../ipam/kinds.ts';
import { TenantControlPlane } from '../../kamaji/kinds.ts';
import { KubeadmControlPlane, KubeadmControlPlaneTemplate } from '../../kubeadm/kinds.ts';
import { CORE_GROUP, ConfigMap, Secret, Service } from '../../kubernetes/kinds.ts';
import {
  BOOTSTRAP_GROUP,
  Cluster,
  ClusterClass,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
  Machine,
  MachineDeployment,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { KNOWN_GROUPS } from '../known-groups.ts';
import {
  CLASS_TEMPLATE_REFS,
  CLASS_TEMPLATE_REFS_V1BETA1,
  CONTROL_PLANE_REF,
  INFRASTRUCTURE_REF,
  REMEDIATION_TEMPLATES,
} from '../references.ts';
import { between, capi, inControlPlanes, OLD } from './row.ts';

const SETS = [MachineDeployment, MachineSet];
const STUCK = { effect: 'stuck', by: 'controller' } as const;
const NO_MACHINE: Partial<RowOptions> = { ...STUCK, outcome: 'Cluster API does not create any machines' };
const NEVER_READY: Partial<RowOptions> = { ...STUCK, outcome: 'the cluster never becomes ready' };
const NEVER_PROVISIONED: Partial<RowOptions> = { ...STUCK, outcome: 'the machine is never provisioned' };

const NO_REMEDIATION: Partial<RowOptions> = { ...STUCK, outcome: 'Cluster API does not remediate any machines' };

/** The references of a machine. */
const MACHINE_REFERENCES = ['infrastructureRef', 'bootstrap.configRef'];

/** References to objects with a certain role, by apiVersion in v1beta1 and by apiGroup in v1beta2. */
const CLUSTER_REFERENCES = placesIn([Cluster], CONTROL_PLANE_REF, INFRASTRUCTURE_REF);
const ROLE_REFERENCES = [
  ...placesIn([...SETS, MachinePool], ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
  ...placesIn([Machine], ...MACHINE_REFERENCES.map((field) => `spec.${field}`)),
  ...inControlPlanes('machineTemplate.infrastructureRef'),
  ...inControlPlanes('machineTemplate.spec.infrastructureRef'),
];

const CLASS_REFERENCES = placesIn([ClusterClass], ...CLASS_TEMPLATE_REFS, ...CLASS_TEMPLATE_REFS_V1BETA1);

/** The references to remediation templates, also of the health checks in classes and topologies. */
const REMEDIATION_REFERENCES = REMEDIATION_TEMPLATES.flatMap(([from, path]) => placesIn([from], path));

/**
 * Kinds of references. The engine checks their groups. Source: controllers/external and the controllers of Cluster API
 * v1.5 to v1.14, which find an object by its group and kind in any group.
 */
export const REFERENCE_KIND_ROWS: readonly Row[] = [
  capi(
    placesIn(SETS, ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
    expectsTemplate(),
    NO_MACHINE,
  ),
  capi(inControlPlanes('machineTemplate.infrastructureRef'), expectsTemplate(), { ...NO_MACHINE, versions: OLD }),
  capi(inControlPlanes('machineTemplate.spec.infrastructureRef'), expectsTemplate(), NO_MACHINE),
  capi(CLUSTER_REFERENCES, expectsInstance(), NEVER_READY),
  capi(
    placesIn([Machine], ...MACHINE_REFERENCES.map((field) => `spec.${field}`)),
    expectsInstance(),
    NEVER_PROVISIONED,
  ),
  capi(
    placesIn([MachinePool], ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
    expectsInstance(),
    { ...NO_MACHINE, severity: 'warning' },
  ),
  capi([...CLUSTER_REFERENCES, ...ROLE_REFERENCES, ...CLASS_REFERENCES], expectsRole(), {
    ...STUCK,
    outcome: 'it has no status field that Cluster API can wait for',
  }),
  capi(REMEDIATION_REFERENCES, expectsTemplate('remediations are created'), NO_REMEDIATION),
  capi(REMEDIATION_REFERENCES, expectsRole(), NO_REMEDIATION),
  // Cluster API v1.11 and later reject the object when they convert it.
  ...['apiVersion', 'kind', 'name'].map((field) =>
    capi([...CLUSTER_REFERENCES, ...ROLE_REFERENCES], required(field), {
      ...STUCK,
      versions: OLD,
      ...between(undefined, 'v1.10'),
      outcome: 'Cluster API does not find the object',
    }),
  ),
  ...['apiVersion', 'kind', 'name'].map((field) =>
    capi(REMEDIATION_REFERENCES, required(field), { ...NO_REMEDIATION, versions: OLD }),
  ),
];

/** Reports kinds that are not templates. By the provider contract, the kinds of templates end with Template. */
function expectsTemplate(created = 'machines are created'): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      if (!/^[A-Z]\w+$/.test(node.text) || endsWithTemplate(node.text)) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but ${created} only from templates`,
        remedy: KNOWN_GROUPS.has(`${node.text}Template`)
          ? `Reference a ${node.text}Template.`
          : 'Reference a template.',
        fixes: changeKind(found, node, `${node.text}Template`),
      };
    }
  });
}

/** Returns true also for a misspelled ending, which has its own finding. */
function endsWithTemplate(kind: string): boolean {
  return [8, 7, 9].some((length) => editDistance(kind.slice(-length), 'Template', 1) <= 1);
}

function expectsInstance(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      const kind = node.text.replace(/Template$/, '');
      if (kind === node.text || kind === '') continue;
      const role = roleOf(found);
      const known = groupOfKnown(found, kind);
      const fits = known === undefined || hasRole(role, known, kind);
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but a template is never provisioned`,
        remedy: fits ? `Reference a ${kind}.` : `Reference ${role.name}.`,
        fixes: fits ? fixIn(`Change to ${kind}`, found.resource, writeScalar(node, kind)) : [],
      };
    }
  });
}

/** Returns a fix only for a kind that exists, so that a misspelled kind is not extended. */
function changeKind(found: Found, node: ScalarNode, kind: string): readonly Fix[] {
  return KNOWN_GROUPS.has(kind) ? fixIn(`Change to ${kind}`, found.resource, writeScalar(node, kind)) : [];
}

interface Role {
  readonly group: string;
  /** The noun that messages use. */
  readonly name: string;
  /** Matches the known kinds of the group that have the role; absent if all have it. */
  readonly kinds?: RegExp;
}

const CONTROL_PLANE: Role = { group: CONTROL_PLANE_GROUP, name: 'a control plane' };
const BOOTSTRAP: Role = { group: BOOTSTRAP_GROUP, name: 'a bootstrap configuration' };
const INFRASTRUCTURE_CLUSTER: Role = {
  group: INFRASTRUCTURE_GROUP,
  name: 'an infrastructure cluster',
  kinds: /Cluster(Template)?$/,
};
const REMEDIATION: Role = {
  group: INFRASTRUCTURE_GROUP,
  name: 'a remediation template',
  kinds: /Remediation(Template)?$/,
};
const INFRASTRUCTURE_MACHINE: Role = {
  group: INFRASTRUCTURE_GROUP,
  name: 'an infrastructure machine',
  kinds: /Machine(Pool)?(Template)?$/,
};

/** Returns the role that the object at a place must have. */
function roleOf({ resource, path }: Found): Role {
  const keys = path.join('.');
  if (/[rR]emediation/.test(keys)) return REMEDIATION;
  if (/bootstrap|configRef/.test(keys)) return BOOTSTRAP;
  if (/controlPlane(Ref|\.(ref|templateRef))$/.test(keys)) return CONTROL_PLANE;
  if (isKind(resource, Cluster) || /^spec\.infrastructure\./.test(keys)) return INFRASTRUCTURE_CLUSTER;
  return INFRASTRUCTURE_MACHINE;
}

/** Returns true if a kind of a group can have a role. */
function hasRole(role: Role, group: string, kind: string): boolean {
  return group === role.group && role.kinds?.test(kind) !== false;
}

/** Reports a known kind of another role, such as a TenantControlPlane as control plane. */
function expectsRole(): Check {
  return check('unsupported-value', function* (found) {
    const [kind] = textsAt(found, 'kind');
    const role = roleOf(found);
    const known = kind && groupOfKnown(found, kind.node.text);
    // Whether it is a template is checked separately.
    const isTemplate = kind?.node.text.endsWith('Template') === true;
    const wantsTemplate = role === REMEDIATION || isOneOf(found.resource, CREATORS);
    const wantsInstance = role !== REMEDIATION && isOneOf(found.resource, INSTANCES);
    if (wantsInstance ? isTemplate : wantsTemplate && !isTemplate) return;
    if (!kind || !known || hasRole(role, known, kind.node.text)) return;
    const isTenant = isKind({ group: known, kind: kind.node.text }, TenantControlPlane) && role === CONTROL_PLANE;
    yield {
      path: kind.path,
      problem: `${fieldName(found, kind.path)} is ${kind.node.text}, which is not ${role.name} of Cluster API`,
      ...(isTenant ? { remedy: 'Reference a KamajiControlPlane, which creates the TenantControlPlane.' } : {}),
    };
  });
}

/** The kinds that reference instances, and the kinds that reference templates. */
const INSTANCES = [Cluster, Machine];
const CREATORS = [...SETS, KubeadmControlPlane, KubeadmControlPlaneTemplate];

/** Returns the group of a known kind; of kinds with common names only if the reference states their group. */
function groupOfKnown(found: Found, kind: string): string | undefined {
  const known = KNOWN_GROUPS.get(kind);
  if (known !== undefined) return known;
  const stated = statedTarget(found.node).group ?? (textsAt(found, 'apiVersion').length > 0 ? CORE_GROUP : undefined);
  return stated !== undefined && isOneOf({ group: stated, kind }, OTHER_KINDS) ? stated : undefined;
}

/** Kinds that never have a role in a Cluster. */
const OTHER_KINDS: readonly GroupKind[] = [
  BareMetalHost,
  HostClaim,
  IPPool,
  Cluster,
  ClusterClass,
  Machine,
  MachineDeployment,
  MachinePool,
  MachineSet,
  Secret,
  ConfigMap,
  Service,
];
