import { readFileSync } from 'node:fs';
import { type BundleIndex, Expressions, pathText, SchemaStore } from '../../server/src/core/index.ts';
import type { VerdictDocument, VerdictResult } from './main.ts';
import { validateText } from './validate-text.ts';

const store = new SchemaStore({
  index: JSON.parse(readFileSync('schemas/index.json', 'utf8')) as BundleIndex,
  load: (group, kind) => readFileSync(`schemas/${group}/${kind}.json`, 'utf8'),
});

const expressions = new Expressions();

export interface Judgement {
  readonly release: string;
  readonly result: VerdictResult;
  readonly accepted: boolean;
  readonly paths: readonly string[];
  readonly why: string;
}

/** What we say of a document for each release whose word counts. */
export function judgeDocument(document: VerdictDocument): readonly Judgement[] {
  const { provider } = document;
  if (provider === undefined) return [];
  const validate = validateText(document.yaml, store, expressions);
  const releases = store.providers.find(({ name }) => name === provider)?.releases ?? [];
  return document.results
    .filter(({ webhooks }) => webhooks === true || provider === 'cluster-api-control-plane-provider-kamaji')
    .flatMap((result) =>
      (result.releases ?? releases).map((release): Judgement => {
        const problems = validate(release);
        return {
          release,
          result,
          accepted: problems.length === 0,
          paths: [...new Set(problems.map((problem) => pathText(problem.path)))],
          why: problems.map(({ code, path, detail }) => `${pathText(path)} ${code}: ${detail}`).join(' | '),
        };
      }),
    );
}
