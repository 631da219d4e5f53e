import { readFileSync } from 'node:fs';
import {
  type BundleIndex,
  Expressions,
  type Finding,
  findRelease,
  pathText,
  SchemaStore,
  SchemaValidator,
  Workspace,
} from '../../server/src/core/index.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import type { VerdictDocument, VerdictResult } from './main.ts';
import { validateText } from './validate-text.ts';

const store = new SchemaStore({
  index: JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex,
  load: (group, kind) => readFileSync(`schemas/${group}/${kind}.json`, 'utf8'),
});

const expressions = new Expressions();

export interface ValidationResult {
  readonly release: string;
  readonly result: VerdictResult;
  readonly accepted: boolean;
  readonly paths: readonly string[];
  readonly why: string;
}

/**
 * Returns the result of the schemas only, for each relevant release. Rejections of validating webhooks are found by
 * rules.
 */
export function validateBySchema(document: VerdictDocument): readonly ValidationResult[] {
  const validate = validateText(document.yaml, store, expressions);
  return relevantResults(document)
    .filter(({ result }) => result.stage !== 'webhook')
    .map(({ release, result }) => {
      const problems = validate(release);
      return {
        release,
        result,
        accepted: problems.length === 0,
        paths: [...new Set(problems.map((problem) => pathText(problem.path)))],
        why: problems.map(({ code, path, detail }) => `${pathText(path)} ${code}: ${detail}`).join(' | '),
      };
    });
}

/**
 * Returns the result of schemas and rules, with the document as the complete workspace and the release as the target.
 */
export function validateAdmission(document: VerdictDocument): readonly ValidationResult[] {
  const { provider = '', yaml } = document;
  return relevantResults(document)
    .filter(({ result }) => !result.lookup)
    .map(({ release, result }) => {
      const refusals = findingsFor(provider, release, yaml).filter(
        ({ severity, effect }) => severity === 'error' && effect === 'refused',
      );
      return {
        release,
        result,
        accepted: refusals.length === 0,
        paths: [...new Set(refusals.map(({ path }) => pathText(path)))],
        why: refusals.map(({ rule, path, message }) => `${pathText(path)} ${rule}: ${message}`).join(' | '),
      };
    });
}

/** Returns the results of the relevant releases: the ones whose webhooks ran, and the provider without webhooks. */
function relevantResults({ provider, results }: VerdictDocument) {
  const known = store.providers.find(({ name }) => name === provider);
  return results
    .filter(({ webhooks }) => webhooks === true || provider === 'cluster-api-control-plane-provider-kamaji')
    .flatMap((result) =>
      (result.releases ?? known?.releases ?? []).map((release) => ({
        // The verdicts name a release of Kamaji by the day of its commit.
        release: (known && findRelease(release, known)) ?? release,
        result,
      })),
    );
}

const workspaces = new Map<string, Workspace>();
const uri = 'file:///manifest.yaml';

function findingsFor(provider: string, release: string, text: string): readonly Finding[] {
  const key = `${provider} ${release}`;
  const workspace =
    workspaces.get(key) ??
    new Workspace({
      registry: REGISTRY,
      schemas: new SchemaValidator(store, { [provider]: release }, REGISTRY.validation),
    });
  workspaces.set(key, workspace);
  workspace.apply([
    { uri, removed: true },
    { uri, text },
  ]);
  workspace.update();
  return workspace.findingsIn(uri);
}
