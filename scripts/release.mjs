// Builds the files of a release, and checks that its version is consistent.
//
// node scripts/release.mjs FOLDER          writes the .vsix, the npm package and SHA256SUMS to a folder
// node scripts/release.mjs --check TAG     fails unless TAG, package.json and CHANGELOG.md have one version
// node scripts/release.mjs --notes TAG     prints the section of CHANGELOG.md
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [command, argument = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

if (command === '--check') check(argument);
else if (command === '--notes') console.log(notesOf(argument.replace(/^v/, '')) ?? '');
else if (command !== undefined) build(resolve(command));
else {
  console.error('Usage: node scripts/release.mjs FOLDER | --check TAG | --notes TAG');
  process.exitCode = 2;
}

function check(tag) {
  const problems = [
    ...(tag === `v${version}` ? [] : [`The tag ${tag} is not v${version}, the version in package.json.`]),
    ...(notesOf(version) === undefined ? [`CHANGELOG.md has no section "## [${version}]".`] : []),
  ];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function notesOf(wanted) {
  const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^(?=## )/m);
  const section = sections.find((text) => text.startsWith(`## [${wanted}]`) || text.startsWith(`## ${wanted} `));
  return section?.replace(/^.*\n+/, '').trim();
}

function build(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Use the commit time, so that builds are reproducible.
  const time = execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
  const options = { stdio: 'inherit', env: { ...process.env, SOURCE_DATE_EPOCH: time } };
  execFileSync('npm', ['run', '--silent', 'package'], options);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], options);
  writeFileSync(join(folder, `kamaji-metal3-${version}.vsix`), readFileSync('dist/kamaji-metal3.vsix'));
  const sums = readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    );
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
}
