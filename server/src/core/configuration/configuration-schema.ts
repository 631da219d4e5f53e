import type { Provider } from '../schemas/bundle.ts';
import { minorOf } from '../schemas/releases.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';

export const SEVERITY_SETTINGS = ['off', 'hint', 'info', 'warning', 'error'] as const;

/**
 * The JSON Schema (draft 07) of `.kamaji-metal3.yaml`: published in `schemas/`, and what the file is checked by. It
 * knows the rules and the releases of its day.
 */
export function configurationSchema(
  providers: readonly Provider[],
  rules: readonly { readonly id: string; readonly summary: string }[],
): { readonly [key: string]: JsonValue } {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'How kamaji-metal3 judges the manifests of this folder and below',
    type: 'object',
    additionalProperties: false,
    properties: {
      targets: {
        type: 'object',
        description:
          'The releases that you run, by provider. A provider that is left out is judged by all its releases.',
        additionalProperties: false,
        properties: Object.fromEntries(
          providers.flatMap((provider) =>
            [provider.name, ...(provider.aliases ?? [])].map((name) => [name, releaseSchema(provider)]),
          ),
        ),
      },
      rules: {
        type: 'object',
        description: 'How severe a rule is for you, by its name, which stands behind every message.',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, summary }) => [id, { type: 'string', enum: [...SEVERITY_SETTINGS], description: summary }]),
        ),
      },
      crds: list(
        'Files with CustomResourceDefinitions of your own, as paths or patterns beside this file. Those that stand among the manifests are found without it.',
      ),
      include: list(
        'The only files and folders whose manifests are read: names (clusters) or patterns (sites/*/cluster.yaml).',
      ),
      exclude: list('Files and folders whose manifests are not read: names (charts) or patterns (**/generated/**).'),
      roots: list(
        'Folders whose manifests are a world of their own, beside this file: no reference leads out of one or into it. A * is any name (clusters/*).',
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
  // Any patch of a minor that is known: v1.8.99 is judged as v1.8.
  const patches = minors.map((minor) => `${minor.replace(/^v/, 'v?').replaceAll('.', '\\.')}(\\.(\\d+|x))?`);
  return {
    type: 'string',
    description: `The release of ${name} that you run: auto, latest, a minor or one release.`,
    anyOf: [{ enum: known }, { pattern: `^(${patches.join('|')})$` }],
  };
}
