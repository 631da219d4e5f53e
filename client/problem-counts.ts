import { DiagnosticSeverity, type Disposable, languages } from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../protocol/index.ts';
import type { ProblemCounts } from './status-text.ts';

/** Calls `show` now and after changes of problems, at most a few times a second. */
export function followProblems(show: (counts: ProblemCounts) => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const listener = languages.onDidChangeDiagnostics(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      show(countProblems());
    }, DELAY);
  });
  show(countProblems());
  return {
    dispose: () => {
      listener.dispose();
      clearTimeout(timer);
    },
  };
}

/** In milliseconds. Diagnostics of many files change shortly after each other. */
const DELAY = 250;

/** Counts the problems that the editor shows, so that the numbers are those of the Problems view. */
function countProblems(): ProblemCounts {
  const all = languages
    .getDiagnostics()
    .flatMap(([, diagnostics]) => diagnostics.filter(({ source }) => source === DIAGNOSTIC_SOURCE));
  const count = (severity: DiagnosticSeverity) => all.filter((each) => each.severity === severity).length;
  return { errors: count(DiagnosticSeverity.Error), warnings: count(DiagnosticSeverity.Warning) };
}
