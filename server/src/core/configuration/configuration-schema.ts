import type { Provider } from '../schemas/bundle.ts';
import { minorOf } from '../schemas/releases.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';

export const SEVERITY_SETTINGS = ['off', 'hint', 'info', 'warning', 'error'] as const;

/**
 * Returns the JSON Schema (draft 07) of `.kamaji-metal3.yaml`, which is published in `schemas/` and validates the file.
 * It lists the rules and releases that exist when it is generated.
 */
export function configurationSchema(
  providers: readonly Provider[],
  rules: readonly { readonly id: string; readonly formerIds?: readonly string[]; readonly summary: string }[],
): { readonly [key: string]: JsonValue } {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of kamaji-metal3 for the manifests in this folder and below',
    type: 'object',
    additionalProperties: false,
    properties: {
      targets: {
        type: 'object',
        description:
          'The releases that you run, by provider. Without a target, manifests are validated against all releases that serve them.',
        additionalProperties: false,
        properties: Object.fromEntries(
          providers.flatMap((provider) =>
            [provider.name, ...(provider.aliases ?? [])].map((name) => [name, releaseSchema(provider)]),
          ),
        ),
      },
      rules: {
        type: 'object',
        description: 'Severity overrides, by rule name. The rule name is shown after each message.',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.flatMap(({ id, formerIds = [], summary }) => {
            const setting = { type: 'string', enum: [...SEVERITY_SETTINGS] };
            const renamed = formerIds.map((former) => [
              former,
              { ...setting, description: `Renamed to ${id}.`, deprecated: true },
            ]);
            return [[id, { ...setting, description: summary }], ...renamed];
          }),
        ),
      },
      crds: list(
        'Files with your own CustomResourceDefinitions, as paths or patterns relative to this file. Definitions among the manifests are found automatically.',
      ),
      include: list(
        'The only files and folders to read, as names (clusters) or patterns (sites/*/cluster.yaml). If empty, all are read.',
      ),
      exclude: list('Files and folders to ignore, as names (charts) or patterns (**/generated/**).'),
      roots: list(
        'Folders whose manifests are isolated from all others, relative to this file. References do not cross the boundary of a root. * matches any name (clusters/*).',
      ),
    },
  };
}

function list(description: string): JsonValue {
  return { type: 'array', description, items: { type: 'string' } };
}

function releaseSchema({ name, releases }: Provider): JsonValue {
  const minors = [...new Set(releases.map(minorOf))];
  const known = [...new Set(['auto', 'latest', ...minors.toReversed(), ...releases.toReversed()])];
  // Any patch of a known minor release is accepted: v1.8.99 is treated as v1.8.
  const patches = minors.map((minor) => `${minor.replace(/^v/, 'v?').replaceAll('.', '\\.')}(\\.(\\d+|x))?`);
  return {
    type: 'string',
    description: `The release of ${name} that you run: a minor release (v1.10), a patch release (v1.10.3), latest or auto.`,
    anyOf: [{ enum: known }, { pattern: `^(${patches.join('|')})$` }],
  };
}
