import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import { minorOf } from '../../../server/src/core/index.ts';
import { outdatedTables, verifiedTables } from '../../../server/src/node/outdated-tables.ts';
import { PROVIDERS } from '../../../server/src/providers/index.ts';

const INDEX = JSON.parse(readFileSync('schemas/index.json', 'utf8'));
const BUNDLED: readonly string[] = INDEX.providers.map(({ name }: { readonly name: string }) => name);

/** A constant with rows, after a comment that names its source in a provider, not in Kubernetes. */
const TABLE =
  /^\/\*\*(?:(?!\*\/)[\s\S])*\b(?:Source|Sources|Facts)\b(?:(?!\*\/)[\s\S])*\*\/\n(?:export )?const ([A-Z][A-Z\d_]*)(?:: \w+(?: \w+)?[<[]|: GoFieldRows| = \{)/gm;

/** Returns the names of the tables in a file. */
function tablesIn(text: string): readonly string[] {
  return [...text.matchAll(TABLE)].flatMap(([comment, name]) => (/\sk8s\.io\//.test(comment) ? [] : (name ?? [])));
}

describe('tables of facts', () => {
  const names = verifiedTables(INDEX).map(({ name }) => name);

  it('state up to which release they were verified: the parts of a provider', () => {
    const parts = PROVIDERS.flatMap(({ name, objects, webhooks, deprecations, upgrades }) => [
      ...(objects?.references?.length ? [`${name}: references`] : []),
      ...(webhooks?.length ? [`${name}: webhooks`] : []),
      ...(deprecations?.length ? [`${name}: deprecations`] : []),
      ...(upgrades ? [`${name}: upgrades`] : []),
    ]);
    assert.ok(parts.length > 15, parts.join());
    assert.deepEqual(
      parts.filter((each) => !names.includes(each)),
      [],
    );
  });

  it('state up to which release they were verified: each file with a table', () => {
    const files = globSync('server/src/providers/*/{facts/,webhooks/,}*.ts');
    const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
    const registering = [...texts.values()].filter((text) => /verifiedUpTo|\bVERIFIED\b/.test(text));
    // `rows` of a fact table, or a part of a provider, which the test above checks.
    const isRegistered = (name: string) =>
      registering.some((text) =>
        new RegExp(`\\b(?:rows|references|webhooks|deprecations|localReferences): ${name}\\b`).test(text),
      );
    const tables = [...texts].flatMap(([file, text]) => {
      const exported = [...text.matchAll(/^export const ([A-Z][A-Z\d_]*)\b/gm)].flatMap(([, name]) => name ?? []);
      const isKnown = text.includes('verifiedUpTo') || exported.some(isRegistered);
      return tablesIn(text).map((name) => ({ text: `${file} ${name}`, isKnown }));
    });
    assert.ok(tables.length > 35, `${tables.length} tables`);
    assert.deepEqual(
      tables.flatMap(({ text, isKnown }) => (isKnown ? [] : [text])),
      [],
    );
    assert.deepEqual(tablesIn('/** Source: a.go. */\nconst ROWS: readonly Row[] = [];\n'), ['ROWS']);
    assert.deepEqual(tablesIn('/** Any. */\nconst ROWS: readonly Row[] = [];\n'), []);
  });

  it('with releases are not in the modules of rules', () => {
    const table = /^const ([A-Z][A-Z\d_]*): readonly (\w+)\[\] = \[$(?=(?:(?!^\];)[\s\S])*\breleases: \[)/gm;
    const found = globSync('server/src/providers/*/rules/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(table)].map(([, name]) => `${file} ${name}`),
    );
    assert.deepEqual(found, []);
    assert.match("const ROWS: readonly Row[] = [\n  {\n    releases: [{ until: 'v1' }],\n  },\n];\n", table);
  });

  it('are about providers of the bundle, except for those of other infrastructure', () => {
    const others = verifiedTables(INDEX).filter(({ provider }) => !BUNDLED.includes(provider));
    assert.ok(names.length > 40, `${names.length} tables`);
    assert.deepEqual(
      [...new Set(others.map(({ name }) => name.replace(/ of .*/, '')))],
      ['joint: endpoint settings', 'kamaji-control-plane: webhooks'],
    );
  });

  it('are not listed if no newer release serves what they are about', () => {
    const outdated = outdatedTables(verifiedTables(INDEX), INDEX).map(({ name }) => name);
    assert.ok(names.includes('cluster-api: migrations of cluster.x-k8s.io/v1alpha4'));
    assert.deepEqual(
      outdated.filter((name) => name.includes('migrations')),
      [],
    );
    const table = { provider: 'example', name: 'a', verifiedUpTo: 'v1.4', until: 'v1.5.8' };
    const index = { providers: [{ name: 'example', releases: ['v1.5.8', 'v1.6.0'] }] };
    assert.deepEqual(outdatedTables([table], index), [{ ...table, newest: 'v1.5.8' }]);
    assert.deepEqual(outdatedTables([{ ...table, verifiedUpTo: 'v1.5.0' }], index), []);
  });

  it('name releases of the bundle', () => {
    const minors = new Map<string, readonly string[]>(
      INDEX.providers.map(({ name, releases }: { readonly name: string; readonly releases: readonly string[] }) => [
        name,
        releases.map(minorOf),
      ]),
    );
    // A release candidate of CAPM3 v1.14, and a release of Kamaji that the bundle lacks.
    const tables = verifiedTables(INDEX).filter(
      ({ verifiedUpTo }) => !/^(?:v1\.14\.0-rc\.0|26\.7-edge)$/.test(verifiedUpTo),
    );
    for (const { provider, verifiedUpTo, name } of tables)
      assert.ok(minors.get(provider)?.includes(minorOf(verifiedUpTo)) ?? true, `${name}: ${verifiedUpTo}`);
  });
});
