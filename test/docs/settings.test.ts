import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { releaseChoices } from '../../server/src/lsp/handlers/targets.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { SCHEMAS } from '../support/check.ts';

const PATH = 'package.json';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
  };
}

/** The settings whose keys and values depend on the rules and the bundled releases. */
function generated({ contributes: { configuration } }: Manifest): Readonly<Record<string, unknown>> {
  const { 'kamajiMetal3.rules': rules, 'kamajiMetal3.targets': targets } = configuration.properties;
  const { enum: severities } = (rules?.additionalProperties ?? {}) as { readonly enum?: readonly string[] };
  const described = targets?.properties as Readonly<Record<string, { readonly markdownDescription: string }>>;
  return {
    rules: Object.fromEntries(
      REGISTRY.rules.map(({ id, summary }) => [id, { type: 'string', enum: severities, description: summary }]),
    ),
    targets: Object.fromEntries(
      SCHEMAS.providers.map(({ name, releases }) => [
        name,
        {
          markdownDescription: described[name]?.markdownDescription,
          // The first alternative is a list in the Settings editor and completion in settings.json. All other releases are
          // valid too.
          anyOf: [
            {
              type: 'string',
              enum: ['auto', 'latest', ...releaseChoices(releases.toReversed()).map(({ minor }) => minor)],
            },
            { type: 'string' },
          ],
        },
      ]),
    ),
  };
}

describe('the settings', () => {
  it('offer all rules and releases', () => {
    const manifest = JSON.parse(readFileSync(PATH, 'utf8'));
    const expected = generated(manifest);
    const { properties } = manifest.contributes.configuration;
    if (process.env.UPDATE === '1') {
      properties['kamajiMetal3.rules'].properties = expected.rules;
      properties['kamajiMetal3.targets'].properties = expected.targets;
      writeFileSync(PATH, `${JSON.stringify(manifest, undefined, 2)}\n`);
    }
    assert.deepEqual(properties['kamajiMetal3.rules'].properties, expected.rules);
    assert.deepEqual(properties['kamajiMetal3.targets'].properties, expected.targets);
  });

  it('with paths have no effect in an untrusted workspace, also with their former ids', () => {
    const { contributes, capabilities } = JSON.parse(readFileSync(PATH, 'utf8'));
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const lists = Object.entries<{ type: string }>(contributes.configuration.properties)
      .filter(([, { type }]) => type === 'array')
      .map(([id]) => id);
    assert.deepEqual([...restrictedConfigurations].sort(), lists.sort());
  });
});
