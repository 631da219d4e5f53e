import { type Command, Option } from 'commander';
import { manifestFile, type Provider, partsOf, type Resource, resourceOf, type Targets } from '../../core/index.ts';
import { bundledSchemas } from '../../node/bundled-schemas.ts';
import { PROVIDERS, REGISTRY } from '../../providers/index.ts';
import { configurationsOf, findConfigurations } from '../input/configurations.ts';
import { includedFiles } from '../input/included-files.ts';
import { type Manifest, STANDARD_INPUT } from '../input/read-manifests.ts';
import { listRequiredManifests } from '../input/require-manifests.ts';
import { targetsFrom } from '../input/targets.ts';
import { LintRun } from '../lint/lint-run.ts';
import { findingSource } from '../upgrade/finding-source.ts';
import { upgradeReport } from '../upgrade/upgrade-report.ts';
import { UPGRADE_FORMATS } from '../upgrade/write-upgrade.ts';
import { EXIT, UsageError } from '../usage-error.ts';
import { addExamples } from './help.ts';
import { addFileOptions, addPaths, oneOf, repeatable } from './options.ts';

interface UpgradeOptions {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly format: keyof typeof UPGRADE_FORMATS;
}

export function addUpgradeCommand(program: Command): void {
  const command = program
    .command('upgrade')
    .description('report what an upgrade of providers means for manifests: what is rejected, changed and deprecated');
  addFileOptions(addPaths(command))
    .addOption(repeatable('--from <provider=release>', 'the release that runs now; can be repeated', 'none'))
    .addOption(repeatable('--to <provider=release>', 'the release to upgrade to; can be repeated', 'none'))
    .addOption(
      oneOf(new Option('--format <format>', 'how to print the report'), 'format', Object.keys(UPGRADE_FORMATS)).default(
        'text',
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is rejected after the upgrade, 1 something is or releases do not work together, 2 usage or I/O\nerrors.',
    )
    .action(run);
  addExamples(command, [
    ['kamaji-metal3 upgrade --from capi=v1.10 --to capi=v1.13 clusters/', 'what Cluster API v1.13 changes'],
    ['kamaji-metal3 upgrade --format markdown --from capm3=v1.12 --to capm3=v1.13', 'for a merge request'],
  ]);
}

async function run(paths: readonly string[], options: UpgradeOptions): Promise<void> {
  const { providers } = bundledSchemas();
  const [from, to] = [targetsFrom(options.from, providers, '--from'), targetsFrom(options.to, providers, '--to')];
  if (Object.keys(to).length === 0)
    throw new UsageError('upgrade needs releases: add --from and --to PROVIDER=RELEASE.');
  const missing = Object.keys(to).find((provider) => from[provider] === undefined);
  if (missing !== undefined) throw new UsageError(`--to ${missing} has no --from ${missing}=RELEASE.`);
  rejectDowngrades(from, to, providers);
  const before = await findings(paths, from, options);
  // Providers that are not upgraded keep their release.
  const after = await findings(paths, { ...from, ...to }, options);
  const report = upgradeReport({
    from,
    to,
    before: before.findings,
    after: after.findings,
    objects: before.manifests.flatMap(objectsIn),
    facts: REGISTRY.upgrades,
    sourceOf: (finding, upgrades) =>
      findingSource(finding, upgrades, {
        upgrades: REGISTRY.upgrades,
        deprecationOf: REGISTRY.forRules.deprecationOf,
        providerOf: (group, kind) => bundledSchemas().providerOf(group, kind)?.name,
        titleOf: (provider) => providers.find(({ name }) => name === provider)?.title ?? provider,
        providerOfRule: (rule) => PROVIDERS.find(({ rules = [] }) => rules.some(({ id }) => id === rule))?.name,
      }),
    providersOf: ({ rule, releases }) =>
      [...(REGISTRY.rules.find(({ id }) => id === rule)?.releases ?? []), ...releases].map(({ provider }) => provider),
    files: filesForMigrate(paths, options),
  });
  process.stdout.write(UPGRADE_FORMATS[options.format](report));
  process.exitCode =
    report.rejected.length + report.incompatible.length + report.contracts.length > 0 ? EXIT.findings : EXIT.clean;
}

function filesForMigrate(paths: readonly string[], { exclude }: UpgradeOptions): string {
  // Standard input cannot be rewritten.
  const write = paths.includes(STANDARD_INPUT) ? [] : ['--write'];
  return [...write, ...paths, ...exclude.flatMap((name) => ['--exclude', name])].map(shellWord).join(' ');
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function rejectDowngrades(from: Targets, to: Targets, providers: readonly Provider[]): void {
  for (const { name, releases } of providers) {
    const [start, end] = [from[name], to[name]];
    if (start === undefined || end === undefined || releases.indexOf(end) >= releases.indexOf(start)) continue;
    throw new UsageError(
      `${name} ${end} is older than ${start}, and clusterctl does not support downgrades. Swap the releases of --from and --to.`,
    );
  }
}

async function findings(paths: readonly string[], targets: Targets, { exclude, gitignore }: UpgradeOptions) {
  const { providers } = bundledSchemas();
  const { data } = await findConfigurations(paths, { targets, config: undefined, providers });
  const configurations = configurationsOf(data);
  const listing = { exclude, ignored: !gitignore, configurations };
  const files = await listRequiredManifests(paths, listing);
  const lint = new LintRun({ configuration: data });
  return { findings: await lint.together(files, includedFiles(files, listing)), manifests: await lint.read(files) };
}

function objectsIn({ uri, text }: Manifest): readonly Resource[] {
  return manifestFile(uri, text).documents.flatMap((document) => {
    const parts = partsOf(document);
    return (parts.length > 0 ? parts : [document]).flatMap((part) => resourceOf(uri, part, REGISTRY.model) ?? []);
  });
}
