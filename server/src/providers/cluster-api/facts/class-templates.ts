import { check, formed, isUnsure } from '../../../core/facts/checks.ts';
import { type Check, type Found, fieldName, placesIn, type Row, type RowOptions } from '../../../core/facts/fact.ts';
import type { Fix } from '../../../core/findings/finding.ts';
import { fixIn } from '../../../core/fixes/fix.ts';
import { writeScalar } from '../../../core/fixes/write-scalar.ts';
import { childOf, nodeAt, scalarAt } from '../../../core/syntax/lookup.ts';
import type { Node } from '../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../core/syntax/path-pattern.ts';
import { isNull } from '../../../core/validation/unknowable.ts';
import { ClusterClass } from '../kinds.ts';

const CLASSES = 'workers.{machineDeployments,machinePools}[]';

/** The template references of a ClusterClass: `ref` in v1beta1, `templateRef` in v1beta2. */
const REFERENCES = [
  'infrastructure.{ref,templateRef}',
  'controlPlane.{ref,templateRef}',
  'controlPlane.machineInfrastructure.{ref,templateRef}',
  `${CLASSES}.template.{bootstrap,infrastructure}.ref`,
  `${CLASSES}.{bootstrap,infrastructure}.templateRef`,
];

/** The template references that each field of `matchResources` selects. */
const ENABLED: Readonly<Record<string, readonly string[]>> = {
  infrastructureCluster: ['infrastructure.{ref,templateRef}'],
  controlPlane: ['controlPlane.{ref,templateRef}', 'controlPlane.machineInfrastructure.{ref,templateRef}'],
  machineDeploymentClass: [
    'workers.machineDeployments[].template.{bootstrap,infrastructure}.ref',
    'workers.machineDeployments[].{bootstrap,infrastructure}.templateRef',
  ],
  machinePoolClass: [
    'workers.machinePools[].template.{bootstrap,infrastructure}.ref',
    'workers.machinePools[].{bootstrap,infrastructure}.templateRef',
  ],
};

const PATTERNS = new Map(
  Object.entries(ENABLED).map(([name, paths]) => [name, paths.map((path) => pathPattern(`spec.${path}`))]),
);

const places = (...at: readonly string[]) => placesIn([ClusterClass], ...at.map((path) => `spec.${path}`));

function row(at: readonly string[], own: Check, options: Partial<RowOptions> = {}): Row {
  return { provider: 'cluster-api', ...options, places: places(...at), ...own };
}

/** Template references of a ClusterClass and their patches. Source: Cluster API, compatibility.go and patch_validation.go. */
export const CLASS_TEMPLATE_ROWS: readonly Row[] = [
  row(
    REFERENCES,
    formed('kind', (text) => text === '' || /.Template$/.test(text), 'a kind that ends with Template', {
      correction: (text) => `${text}Template`,
    }),
  ),
  row(['patches[].definitions[].selector'], selectorMatches()),
  row(
    ['patches[].definitions[].jsonPatches[]'],
    formed('path', (text) => text === '' || /^\/spec(\/|$)/.test(text), 'a path that starts with /spec/', {
      correction: (text) => (text.startsWith('spec/') ? `/${text}` : undefined),
    }),
  ),
  row(['patches[].definitions[]'], outsideTemplateSpec(), {
    severity: 'warning',
    effect: 'wrong',
    by: 'controller',
    outcome: 'Cluster API applies only changes below spec.template.spec',
  }),
];

/** Reports selectors that match no template of the class. apiVersion and kind must equal those of the reference. */
function selectorMatches(): Check {
  return check('conflicting-values', function* (found) {
    const [apiVersion, kind] = [scalarAt(found.node, ['apiVersion']), scalarAt(found.node, ['kind'])];
    const named = namedTemplates(found);
    if (!apiVersion?.text || !kind?.text || isUnsure(apiVersion) || isUnsure(kind) || !named) return;
    if (named.some((each) => each.apiVersion === apiVersion.text && each.kind === kind.text)) return;
    const sameKind = named.filter((each) => each.kind === kind.text);
    const versions = [...new Set(sameKind.map((each) => each.apiVersion))];
    const path = [...found.path, sameKind.length > 0 ? 'apiVersion' : 'kind'];
    const problem =
      sameKind.length > 0
        ? `is "${apiVersion.text}", but the class references that kind as ${versions.join(' and ')}`
        : `is "${kind.text}", but no template that matchResources selects has this kind`;
    const fixes: readonly Fix[] = versions.flatMap((version) =>
      fixIn(`Change to ${version}`, found.resource, writeScalar(apiVersion, version)),
    );
    yield { path, problem: `${fieldName(found, path)} ${problem}`, fixes };
  });
}

interface NamedTemplate {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Returns the templates that a selector can match; undefined if some of them are unknown or `matchResources` selects none. */
function namedTemplates({ node, resource }: Found): readonly NamedTemplate[] | undefined {
  const wanted = childOf(node, 'matchResources');
  if (wanted?.kind !== 'map') return undefined;
  const named: NamedTemplate[] = [];
  for (const [name, patterns] of PATTERNS) {
    const enabled = childOf(wanted, name);
    if (!enabled || isNull(enabled) || (enabled.kind === 'scalar' && enabled.text === 'false')) continue;
    for (const { node: reference } of patterns.flatMap((pattern) => matches(resource.root, pattern))) {
      const template = templateIn(reference);
      if (!template) return undefined;
      named.push(template);
    }
  }
  return named.length > 0 ? named : undefined;
}

function templateIn(reference: Node): NamedTemplate | undefined {
  const [apiVersion, kind] = [scalarAt(reference, ['apiVersion']), scalarAt(reference, ['kind'])];
  if (!apiVersion?.text || !kind?.text || isUnsure(apiVersion) || isUnsure(kind)) return undefined;
  return { apiVersion: apiVersion.text, kind: kind.text };
}

/** Reports patches of a KamajiControlPlaneTemplate outside spec.template, which Cluster API drops. */
function outsideTemplateSpec(): Check {
  return check('ignored-field', function* (found) {
    if (scalarAt(found.node, ['selector', 'kind'])?.text !== 'KamajiControlPlaneTemplate') return;
    const list = nodeAt(found.node, ['jsonPatches']);
    if (list?.kind !== 'sequence') return;
    for (const [index, item] of list.items.entries()) {
      const path = scalarAt(item, ['path']);
      if (
        !path ||
        isUnsure(path) ||
        !/^\/spec(\/|$)/.test(path.text) ||
        /^\/spec\/template(\/spec(\/|$)|\/metadata(\/|$)|$)/.test(path.text)
      )
        continue;
      const at = [...found.path, 'jsonPatches', index, 'path'];
      const meant = path.text.replace(/^\/spec\//, '/spec/template/spec/');
      yield {
        path: at,
        problem: `${fieldName(found, at)} is "${path.text}", outside /spec/template/spec/`,
        fixes: fixIn(`Change to ${meant}`, found.resource, writeScalar(path, meant)),
      };
    }
  });
}
