import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  Configurations,
  configurationSchema,
  fileText,
  manifestFile,
  NO_CONFIGURATION,
  readConfiguration,
  targetChange,
} from '../../../server/src/core/index.ts';
import { bundledSchemas } from '../../../server/src/node/bundled-schemas.ts';
import { configurationCheck } from '../../../server/src/node/configuration-check.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';

const { providers } = bundledSchemas('schemas');
const check = configurationCheck(providers);
const CAPM3 = 'cluster-api-provider-metal3';

function read(text: string) {
  const { configuration, findings } = readConfiguration(
    manifestFile('file:///a', text),
    check,
    providers,
    REGISTRY.currentRuleId,
  );
  return {
    configuration,
    messages: findings.map(({ place, message }) => [
      place.document.text.slice(place.span.start, place.span.end),
      message,
    ]),
  };
}

describe('a configuration file', () => {
  it('accepts common names of providers and releases', () => {
    const { configuration, messages } = read('targets: {capm3: v1.8, capi: latest, kamaji: auto, bmo: v0.8.99}\n');
    assert.deepEqual(messages, []);
    assert.match(configuration.targets[CAPM3] ?? '', /^v1\.8\./);
    assert.equal(
      configuration.targets['cluster-api'],
      providers.find(({ name }) => name === 'cluster-api')?.releases.at(-1),
    );
    assert.equal(configuration.targets.kamaji, 'auto');
    assert.match(configuration.targets['baremetal-operator'] ?? '', /^v0\.8\./);
  });

  it('applies except for invalid settings', () => {
    const { configuration, messages } = read(
      'rules:\n  unknown-field: fatal\n  wrong-type: off\nexclude: charts\ncrds: [1, a.yaml]\n',
    );
    assert.deepEqual(configuration, {
      targets: {},
      rules: { 'wrong-type': 'off' },
      include: [],
      exclude: [],
      roots: [],
      crds: ['a.yaml'],
    });
    assert.deepEqual(
      messages.map(([place]) => place),
      ['fatal', 'charts', '1'],
    );
  });

  it('quotes unknown values in messages', () => {
    assert.match(
      read('rules: {unknown-field: of}\n').messages[0]?.[1] ?? '',
      /^Unknown value "of"\. Use one of off, .* Did you mean "off"\?$/,
    );
  });

  it('can be empty or unreadable', () => {
    assert.deepEqual(read('# nothing yet\n'), { configuration: NO_CONFIGURATION, messages: [] });
    assert.equal(read('targets: [\n').messages.length > 0, true);
    assert.deepEqual(read('text\n').messages.length, 1);
  });

  it('has a published schema with all rules and releases', () => {
    const published = JSON.parse(readFileSync('schemas/kamaji-metal3.schema.json', 'utf8'));
    assert.deepEqual(
      published,
      configurationSchema(providers, REGISTRY.rules),
      'npm run schemas -- configuration writes it',
    );
  });
});

describe('configurations', () => {
  const file = (targets: Readonly<Record<string, string>>) => ({ ...NO_CONFIGURATION, targets });

  it('apply below their folder, nearest only, between the base and the command line', () => {
    const configurations = new Configurations({
      base: file({ a: '1', b: '1' }),
      over: file({ c: '3' }),
      files: new Map([
        ['file:///w/.kamaji-metal3.yaml', file({ a: '2', c: '2' })],
        ['file:///w/x/.kamaji-metal3.yaml', file({ b: 'auto' })],
      ]),
    });
    assert.deepEqual(configurations.for('file:///w/y/z.yaml').targets, { a: '2', b: '1', c: '3' });
    assert.deepEqual(configurations.for('file:///w/x/y/z.yaml').targets, { a: '1', c: '3' });
    assert.deepEqual(configurations.for('file:///z.yaml').targets, { a: '1', b: '1', c: '3' });
    assert.equal(configurations.fileFor('file:///w/x/y/z.yaml'), 'file:///w/x/.kamaji-metal3.yaml');
    assert.equal(configurations.fileFor('file:///z.yaml'), undefined);
  });

  it('exclude paths below their own folder', () => {
    const configurations = new Configurations({
      base: { ...NO_CONFIGURATION, exclude: ['a'] },
      files: new Map([['file:///w/x/.kamaji-metal3.yaml', { ...NO_CONFIGURATION, exclude: ['b'] }]]),
    });
    assert.deepEqual(configurations.excludedBelow('file:///w'), ['a', 'x/b', 'x/**/b']);
  });
});

describe('a target set in a configuration file', () => {
  const cases: readonly [name: string, before: string, after: string][] = [
    ['replaces another one', 'targets:\n  capm3: v1.8 # why\n', 'targets:\n  capm3: v1.9 # why\n'],
    [
      'joins the others',
      'targets:\n  capi: v1.8\nrules: {}\n',
      `targets:\n  capi: v1.8\n  ${CAPM3}: v1.9\nrules: {}\n`,
    ],
    ['is the first', '# ours\n', `# ours\ntargets:\n  ${CAPM3}: v1.9\n`],
    [
      'is the first of its section',
      'rules:\n  wrong-type: hint\n',
      `rules:\n  wrong-type: hint\ntargets:\n  ${CAPM3}: v1.9\n`,
    ],
  ];
  for (const [name, before, after] of cases)
    it(name, () => {
      const file = manifestFile('file:///a', before);
      const change = targetChange(file, CAPM3, 'v1.9', providers);
      const text = fileText(file);
      assert.equal(change && text.slice(0, change.span.start) + change.newText + text.slice(change.span.end), after);
    });
});
