import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SCHEMAS } from '../support/check.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-completion-'));
  writeFileSync(join(folder, 'pool one.yaml'), '');
  mkdirSync(join(folder, 'reports'));
  for (const shell of SHELLS) {
    const args = [resolve('dist/cli.cjs'), 'completion', shell];
    writeFileSync(join(folder, shell), spawnSync(process.execPath, args).stdout);
  }
});
after(() => rmSync(folder, { recursive: true }));

/** Prints a completed word per line. Outside of a widget, the builtins of zsh are replaced by what they would insert. */
const CALLS: Readonly<Record<Shell, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => [
    '--norc',
    '-uc',
    // Bash splits the line at "=".
    `source ./bash; COMP_WORDS=(${words
      .flatMap((word) => word.split(/(?<==)|(?==)/))
      .map(quoted)
      .join(' ')})
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _kamaji_metal3 2>/dev/null
for reply in "\${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done`,
  ],
  zsh: (words) => [
    '-fc',
    `compdef() { : }; compset() { typed=\${typed#*=} }
compadd() { local suffix=''; [[ $1 == -S ]] && { suffix=$2; shift 3 }; shift; print -l -- \${\${(M)@:#$typed*}/%/$suffix} }
_files() { print -l -- $typed*(N) }
source ./zsh; words=(${words.map(quoted).join(' ')}); CURRENT=\${#words}; typed=\${words[CURRENT]}
_kamaji_metal3_zsh`,
  ],
  fish: (words) => ['--no-config', '-c', `source ./fish; complete -C ${quoted(words.join(' '))}`],
};

function quoted(word: string): string {
  return `'${word}'`;
}

/** The completions of the last word, without what is already written up to the last `=`, and without descriptions. */
function complete(shell: Shell, line: string): readonly string[] {
  const words = ['kamaji-metal3', ...line.split(' ')];
  const args = CALLS[shell](shell === 'fish' ? ['kamaji-metal3', line] : words);
  const { stdout, stderr } = spawnSync(shell, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, '', `${shell}: ${line}`);
  const written = /.*=/.exec(words.at(-1) ?? '')?.[0] ?? '';
  return stdout
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => each.split('\t')[0] ?? '')
    .map((each) => (shell === 'fish' && each.startsWith(written) ? each.slice(written.length) : each));
}

for (const shell of SHELLS) {
  const isMissing = spawnSync(shell, ['--version']).status !== 0;
  describe(`completion in ${shell}`, { skip: isMissing && `${shell} is not installed` }, () => {
    it('completes commands, options, values and files', () => {
      const expected: Readonly<Record<string, readonly string[]>> = {
        li: ['lint'],
        'schema ex': ['export'],
        'lint --stdin': ['--stdin-filename'],
        'lint pool': ['pool one.yaml'],
        'lint --fail-on w': ['warning'],
        'lint --fail-on=w': ['warning'],
        'lint --format sa': ['sarif'],
        'lint --format=sa': ['sarif'],
        'lint --rule endpoint-host': ['endpoint-host-mismatch'],
        'explain endpoint-host': ['endpoint-host-mismatch'],
        'schema show Metal3Cluster': ['Metal3Cluster', 'Metal3ClusterTemplate'],
      };
      for (const [line, words] of Object.entries(expected)) assert.deepEqual(complete(shell, line), words, line);
      assert.match(complete(shell, 'lint --config rep').join(), /^reports\/?$/);
      assert.match(complete(shell, 'lint --format sarif=rep').join(), /^reports\/?$/);
      assert.match(complete(shell, 'lint --format=sarif=rep').join(), /^reports\/?$/);
      assert.deepEqual(complete(shell, 'lint -- --fo'), []);
    });

    it('completes providers, then their releases', () => {
      const { providers } = SCHEMAS;
      const metal3 = providers.find(({ name }) => name === 'cluster-api-provider-metal3');
      const [v13 = ''] = metal3?.releases.filter((release) => release.startsWith('v1.13.')) ?? [];
      const flags = ['lint --target', 'tree --target', 'schema export --target', 'upgrade --from', 'upgrade --to'];
      for (const start of [...flags, 'migrate --to']) {
        const names = complete(shell, `${start} cap`);
        assert.deepEqual(names, ['capi=', 'capm3='], start);
        for (const separator of [' ', '=']) {
          assert.deepEqual(complete(shell, `${start}${separator}capm3=v1.13`), [v13], start);
          const all = complete(shell, `${start}${separator}cluster-api-provider-metal3=`);
          assert.deepEqual(
            metal3?.releases.filter((release) => !all.includes(release)),
            [],
          );
          assert.ok(all.includes('latest'));
        }
      }
      assert.deepEqual(complete(shell, 'migrate --to capi=v1b').slice(0, 1), ['v1beta2']);
      assert.deepEqual(complete(shell, 'lint --target capi=v1b'), []);
    });
  });
}
