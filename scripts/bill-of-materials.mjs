// Writes the software bill of materials: the packages whose code is in the bundles, in the format of CycloneDX. It has
// neither a time nor a serial number, so that builds are reproducible.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './notices.mjs';

/** @param {import('esbuild').Metafile} metafile */
export function writeBillOfMaterials(metafile, path) {
  const components = bundledPackages(metafile).map((folder) => componentOf('library', manifestIn(folder)));
  const metadata = { component: componentOf('application', manifestIn('.')) };
  const bill = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata, components };
  writeFileSync(path, `${JSON.stringify(bill, undefined, 2)}\n`);
}

function manifestIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function componentOf(type, { name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, licenses: [{ license: { id: license } }], purl };
}
