// Writes the licenses of all packages whose code is in the bundles. A package without a license file stops the build.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {import('esbuild').Metafile} metafile */
export function writeNotices(metafile, path) {
  const notices = bundledPackages(metafile).map(noticeOf);
  const head = 'kamaji-metal3 contains code of the following packages.\n';
  writeFileSync(path, [head, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}

/** Returns the folders of the packages that contribute code, sorted. */
export function bundledPackages({ outputs }) {
  const folders = new Set();
  for (const { inputs } of Object.values(outputs))
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  return [...folders].sort();
}

function noticeOf(folder) {
  const { name, version, license, repository, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)([-.].*)?$/i.test(each));
  const text = file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
  if (text === undefined)
    throw new Error(`${folder} has no license file, so its license cannot be part of the notices.`);
  const notice = ['NOTICE', 'NOTICE.md', 'NOTICE.txt'].find((each) => existsSync(join(folder, each)));
  const more = notice === undefined ? [] : ['', readFileSync(join(folder, notice), 'utf8').trim()];
  const url = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  return `${[`${name} ${version} (${license})`, url, '', text, ...more].join('\n')}\n`;
}
