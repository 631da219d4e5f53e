import { check, textsAt } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row, type RowOptions } from '../../../core/facts/fact.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import type { ScalarNode } from '../../../core/syntax/node.ts';
import { TenantControlPlane } from '../../kamaji/kinds.ts';
import {
  BOOTSTRAP_GROUP,
  Cluster,
  CONTROL_PLANE_GROUP,
  INFRASTRUCTURE_GROUP,
  Machine,
  MachineDeployment,
  MachinePool,
  MachineSet,
} from '../kinds.ts';
import { KNOWN_GROUPS } from '../known-groups.ts';
import { capi, inControlPlanes, OLD } from './row.ts';

const SETS = [MachineDeployment, MachineSet];
const STUCK = { effect: 'stuck', by: 'controller' } as const;
const NO_MACHINE: Partial<RowOptions> = { ...STUCK, outcome: 'Cluster API creates no machine' };
const NEVER_READY: Partial<RowOptions> = { ...STUCK, outcome: 'the cluster never becomes ready' };
const NEVER_PROVISIONED: Partial<RowOptions> = { ...STUCK, outcome: 'the machine is never provisioned' };

/** The references of a machine. */
const MACHINE_REFERENCES = ['infrastructureRef', 'bootstrap.configRef'];

/** References to objects with a certain role, by apiVersion in v1beta1 and by apiGroup in v1beta2. */
const CLUSTER_REFERENCES = placesIn([Cluster], 'spec.{controlPlaneRef,infrastructureRef}');
const ROLE_REFERENCES = [
  ...placesIn([...SETS, MachinePool], ...MACHINE_REFERENCES.map((field) => `spec.template.spec.${field}`)),
  ...placesIn([Machine], ...MACHINE_REFERENCES.map((field) => `spec.${field}`)),
];

/**
 * Kinds of references. The engine checks their groups. Source: controllers/external and the controllers of Cluster API v1.5 to v1.14, which find
 * an object by its group and kind, whatever the group is.
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
  capi([...CLUSTER_REFERENCES, ...ROLE_REFERENCES], expectsRole(), {
    ...STUCK,
    outcome: 'Cluster API finds no field that it can wait for',
  }),
];

/** Reports kinds that are not templates. By the provider contract, the kinds of templates end with Template. */
function expectsTemplate(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      if (!/^[A-Z]\w+$/.test(node.text) || node.text.endsWith('Template')) continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but machines are created only from templates`,
        remedy: KNOWN_GROUPS.has(`${node.text}Template`)
          ? `Reference a ${node.text}Template.`
          : 'Reference a template.',
        fixes: changeKind(found, node, `${node.text}Template`),
      };
    }
  });
}

function expectsInstance(): Check {
  return check('unsupported-value', function* (found) {
    for (const { node, path } of textsAt(found, 'kind')) {
      const kind = node.text.replace(/Template$/, '');
      if (kind === node.text || kind === '') continue;
      yield {
        path,
        problem: `${fieldName(found, path)} is ${node.text}, but a template is never provisioned`,
        remedy: `Reference a ${kind}.`,
        fixes: fixIn(`Change to ${kind}`, found.resource, writeScalar(node, kind)),
      };
    }
  });
}

/** Returns a fix only for a kind that exists, so that a misspelled kind is not extended. */
function changeKind(found: Found, node: ScalarNode, kind: string): readonly Fix[] {
  return KNOWN_GROUPS.has(kind) ? fixIn(`Change to ${kind}`, found.resource, writeScalar(node, kind)) : [];
}

const ROLE_GROUPS: Readonly<Record<string, readonly [group: string, role: string]>> = {
  controlPlaneRef: [CONTROL_PLANE_GROUP, 'a control plane'],
  infrastructureRef: [INFRASTRUCTURE_GROUP, 'an infrastructure object'],
  configRef: [BOOTSTRAP_GROUP, 'a bootstrap configuration'],
};

/** Reports a known kind of another role, such as a TenantControlPlane as control plane. */
function expectsRole(): Check {
  return check('unsupported-value', function* (found) {
    const [kind] = textsAt(found, 'kind');
    const known = kind && KNOWN_GROUPS.get(kind.node.text);
    const [group, role] = ROLE_GROUPS[String(found.path.at(-1))] ?? [];
    if (!kind || !known || !role || known === group) return;
    const isTenant = kind.node.text === TenantControlPlane.kind && group === CONTROL_PLANE_GROUP;
    yield {
      path: kind.path,
      problem: `${fieldName(found, kind.path)} is ${kind.node.text}, which is not ${role} of Cluster API`,
      ...(isTenant ? { remedy: 'Reference a KamajiControlPlane, which creates the TenantControlPlane.' } : {}),
    };
  });
}
