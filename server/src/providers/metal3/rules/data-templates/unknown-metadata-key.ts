import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { BOOTSTRAP_KINDS, isIgnition, type MetadataUse, renderedTexts } from '../../../kubeadm/metadata-uses.ts';
import { type BootPath, bootPathsOf } from '../../boot-paths.ts';
import { attributeOf, type MetadataKey, metadataKeysOf, silentKeysOf } from '../../metadata-keys.ts';

/**
 * Source: renderMetaData of CAPM3 and getConfigDrive of the Bare Metal Operator for the keys; the templater of cloud-init
 * for unknown keys. Skips machines whose data template or metadata is not in the workspace, and keys that the text itself
 * tests or provides a default for.
 */
export const unknownMetadataKey = defineRule({
  id: 'unknown-metadata-key',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: BOOTSTRAP_KINDS,
  summary: 'Bootstrap data reads a metadata key that the machines do not have.',

  *check(config, view) {
    if (isIgnition(config)) return;
    let paths: readonly KnownPath[] | undefined;
    for (const { uses, node, path } of renderedTexts(config))
      for (const use of uses) {
        if (use.guarded || use.subtracts || isTemplate(use.key)) continue;
        paths ??= bootPathsOf(config, view).flatMap(knownPath);
        const pathWithoutKey = paths.find(({ known }) => !known.has(use.key));
        if (pathWithoutKey && !isInComment(config, use)) yield reportOf(config, { ...use, node, path }, pathWithoutKey);
      }
  },
});

interface KnownPath extends BootPath {
  readonly keys: readonly MetadataKey[];
  /** All names of the keys in expressions. */
  readonly known: ReadonlySet<string>;
}

function knownPath(path: BootPath): readonly KnownPath[] {
  const keys = metadataKeysOf(path.dataTemplate);
  if (!keys) return [];
  return [{ ...path, keys, known: new Set(keys.flatMap(({ key }) => [key, attributeOf(key)])) }];
}

/** Returns true in a comment of a script, where a missing key has no effect. */
function isInComment({ document: { text } }: Resource, use: MetadataUse): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', use.span.start) + 1, use.span.start));
}

function reportOf(config: Resource, use: MetadataUse, pathWithoutKey: KnownPath): Report {
  const { dataTemplate, machines, machineTemplate } = pathWithoutKey;
  const { cause, remedy, names } = explain(use.key, pathWithoutKey);
  const outcome = outcomeAt(use);
  const about = dataTemplate ?? machineTemplate;
  return {
    resource: config,
    node: { kind: 'scalar', style: 'plain', text: use.key, span: use.span },
    path: use.path,
    message: `Unknown metadata key "${use.key}": machines of ${nameOf(machines)} do not have it${cause}. ${outcome}. ${remedy}`,
    related: [{ place: placeOf(about, about.nameNode ?? about.root), message: `${nameOf(about)} is defined here.` }],
    fixes: names.flatMap((name) =>
      useInstead(
        config,
        use,
        name,
        isSame(name, use.key) && names.filter((each) => isSame(each, use.key)).length === 1,
      ),
    ),
  };
}

function outcomeAt({ key, path }: MetadataUse): string {
  const written = `CI_MISSING_JINJA_VAR/${key}`;
  if (!path.includes('nodeRegistration')) return `They boot with the text ${written} in its place`;
  if (path.at(-1) === 'name') return `kubeadm rejects the node name ${written}, so they never join`;
  return `The kubelet gets ${written} in its place`;
}

interface Explanation {
  readonly cause: string;
  readonly remedy: string;
  /** Similar keys, best match first. */
  readonly names: readonly string[];
}

function explain(key: string, { dataTemplate, machineTemplate, keys }: KnownPath): Explanation {
  const template = dataTemplate ? nameOf(dataTemplate) : '';
  if (key === 'providerid')
    return {
      cause: dataTemplate
        ? ` because ${template} has no metaData`
        : ` because ${nameOf(machineTemplate)} has no dataTemplate`,
      remedy: dataTemplate
        ? 'Add metaData with at least one key.'
        : 'Add a Metal3DataTemplate with metaData, or let CAPM3 set the provider ID.',
      names: [],
    };
  if (dataTemplate && silentKeysOf(dataTemplate).some((silent) => silent.key === key))
    return {
      cause: ' because CAPM3 renders no DNS servers into the metadata',
      remedy: `Add the addresses under strings in ${template}, or use services.dnsFromIPPool of its networkData.`,
      names: [],
    };
  const names = candidatesFor(key, keys);
  const [near] = names;
  const add = dataTemplate ? `Add it to metaData of ${template}.` : 'Add a Metal3DataTemplate that sets it.';
  return { cause: '', remedy: near === undefined ? add : `Did you mean "${near}"?`, names };
}

/** Common wrong keys, with the correct ones. */
const USUALLY_MEANT: Readonly<Record<string, string>> = {
  hostname: 'local_hostname',
  fqdn: 'local_hostname',
  instance_id: 'instance_id',
  provider_id: 'providerid',
  providerID: 'providerid',
};

function candidatesFor(key: string, keys: readonly MetadataKey[]): readonly string[] {
  const names = new Set(keys.map(({ key: name }) => attributeOf(name)));
  const meant = USUALLY_MEANT[key];
  if (meant !== undefined && names.has(meant)) return [meant];
  const ofTemplate = keys.filter(({ from }) => from === 'template').map(({ key: name }) => attributeOf(name));
  const near = nearestTo(key, ofTemplate);
  return near.length > 0 ? near : nearestTo(key, names);
}

/** Returns true if two keys only differ in case, "-" and "_", so that the correction is certain. */
function isSame(name: string, key: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  return plain(name) === plain(key);
}

function useInstead(config: Resource, use: MetadataUse, name: string, certain: boolean): readonly Fix[] {
  return fixIn(`Change to ${name}`, config, { span: use.span, newText: name }, certain);
}
