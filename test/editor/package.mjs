// Checks the contents of the package: bundles, schemas and pages, and nothing else.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';

const PAGES_AND_BUNDLES = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/extension.cjs',
  'extension/dist/ThirdPartyNotices.txt',
  'extension/dist/server-main.cjs',
  'extension/dist/pages.json',
  'extension/dist/server.cjs',
  'extension/dist/snippets.code-snippets',
  'extension/dist/snippets.json',
  'extension/docs/images/activity-bar.svg',
  'extension/docs/images/diagram-dark.svg',
  'extension/docs/images/diagram-light.svg',
  'extension/docs/images/icon.png',
  ...['example', 'fix', 'navigate', 'releases', 'tree', 'write'].map(
    (page) => `extension/docs/walkthrough/${page}.svg`,
  ),
  'extension/examples/mistakes/cluster.yaml',
  'extension/package.json',
  'extension/readme.md',
];

export function checkPackage() {
  const expected = [...PAGES_AND_BUNDLES, ...schemas(), ...rulePages()].sort();
  const found = filesInZip(readFileSync(join(root, 'dist/kamaji-metal3.vsix'))).sort();
  const faults = [
    ...expected.filter((file) => !found.includes(file)).map((file) => `lacks ${file}`),
    ...found.filter((file) => !expected.includes(file)).map((file) => `holds ${file}`),
  ];
  console.log(faults.length === 0 ? '  ✔ the package' : `  ✖ the package ${faults.join(', ')}`);
  return faults.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The pages that diagnostics link to. */
function rulePages() {
  return readdirSync(join(root, 'dist/pages')).map((name) => `extension/dist/pages/${name}`);
}

/** The build copies them next to the bundles. */
function schemas() {
  const folder = join(root, 'dist/schemas');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true });
  return names
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => `extension/dist/schemas/${name.replaceAll('\\', '/')}`);
}

/**
 * Returns the names in the central directory of a zip file. In each entry, 46 bytes precede the name and contain the
 * lengths of name, extra field and comment. Parsed here, because not every machine has a tool for it.
 */
function filesInZip(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const names = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
