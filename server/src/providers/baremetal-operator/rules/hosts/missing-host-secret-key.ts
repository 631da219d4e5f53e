import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import type { Reference } from '../../../../core/objects/references.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { nearestTo } from '../../../../core/text/similar-names.ts';
import { Secret } from '../../../kubernetes/kinds.ts';
import { keysOf } from '../../../kubernetes/secret-keys.ts';
import { BareMetalHost } from '../../kinds.ts';
import { CREDENTIALS_NAME } from '../../references.ts';

/** The keys that the operator reads from the Secret of a field. */
interface SecretRead {
  /** The end of the field's path. */
  readonly field: string;
  /** Required keys. Each is a list of alternatives; messages use the first. */
  readonly keys: readonly (readonly string[])[];
  readonly consequence: string;
}

/** Source: credentials.go and host_config_data.go of the Bare Metal Operator. */
const SECRET_READS: readonly SecretRead[] = [
  {
    field: CREDENTIALS_NAME,
    keys: [['username'], ['password']],
    consequence: 'is never registered',
  },
  { field: 'userData', keys: [['userData', 'value']], consequence: 'cannot be provisioned' },
  { field: 'networkData', keys: [['networkData']], consequence: 'gets no network data' },
  { field: 'metaData', keys: [['metaData']], consequence: 'gets no metadata' },
];

/** Common wrong names of the credential keys. */
const USUALLY_MEANT: Readonly<Record<string, readonly string[]>> = {
  username: ['user', 'login', 'name'],
  password: ['pass', 'passwd', 'pwd', 'secret'],
};

export const missingHostSecretKey = defineRule({
  id: 'missing-host-secret-key',
  formerIds: ['wrong-secret-keys'],
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  on: [BareMetalHost],
  summary: 'A Secret of a host does not contain a required key.',

  *check(host, view) {
    for (const reference of host.references) {
      const reading = SECRET_READS.find(({ field }) => reference.field.pattern.text.endsWith(field));
      if (!reading || !isKind(reference.target, Secret)) continue;
      const found = view.resolve(host, reference);
      if (found.kind !== 'object' || found.resource.broken || !view.isComplete(found.resource)) continue;
      const written = keysOf(found.resource);
      if (!written) continue;
      const names = written.map(({ text }) => text);
      for (const [key = '', ...others] of reading.keys)
        if (![key, ...others].some((each) => names.includes(each)))
          yield reportOf(host, reference, reading, { secret: found.resource, written, key });
    }
  },
});

interface Lack {
  readonly secret: Resource;
  readonly written: readonly ScalarNode[];
  readonly key: string;
}

function reportOf(
  host: Resource,
  reference: Reference,
  { consequence }: SecretRead,
  { secret, written, key }: Lack,
): Report {
  const isHarmless = key === 'networkData' || key === 'metaData';
  return {
    resource: host,
    node: reference.nameNode,
    path: reference.path,
    ...(isHarmless ? ({ severity: 'warning', effect: 'wrong' } as const) : {}),
    message: `${nameOf(secret)} has no key "${key}", so ${nameOf(host)} ${consequence}. Add the key under data or stringData.`,
    related: [
      { place: placeOf(secret, written[0] ?? secret.root), message: `The keys of ${nameOf(secret)} are defined here.` },
    ],
    fixes: renameKey(secret, written, key),
  };
}

function renameKey(secret: Resource, written: readonly ScalarNode[], to: string): readonly Fix[] {
  const aliases = new Set([
    ...(USUALLY_MEANT[to] ?? []),
    ...nearestTo(
      to,
      written.map(({ text }) => text),
    ),
  ]);
  const same = written.filter(({ text }) => aliases.has(text) || text.toLowerCase() === to.toLowerCase());
  const [only] = same;
  if (!only || same.length > 1) return [];
  return fixIn(`Rename ${only.text} to ${to} in ${nameOf(secret)}`, secret, writeScalar(only, to));
}
