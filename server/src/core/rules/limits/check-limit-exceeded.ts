import { pathText } from '../../syntax/lookup.ts';
import { TOO_LARGE } from '../../syntax/parse-document.ts';
import { defineRule } from '../rule.ts';

/**
 * Reports where a limit of the checks was exceeded, once for each limit. The part beyond the limit is unknown, so no
 * other rule reports on it.
 */
export const checkLimitExceeded = defineRule({
  id: 'check-limit-exceeded',
  formerIds: ['check-limit'],
  severity: 'info',
  effect: 'advice',
  by: 'schema',
  summary: 'Part of the document exceeds a limit of the checks and is not checked.',

  check(resource, view) {
    const own = view.violations(resource).filter(({ problem }) => problem.code === 'check-limit-exceeded');
    return own.map(({ problem: { path, span, detail } }) => ({
      resource,
      node: { kind: 'scalar', span, text: '', style: 'plain' },
      path,
      message: `${path.length === 0 ? 'The document' : pathText(path)} ${detail}. This part is not checked.`,
    }));
  },

  *checkText({ text, parsed }) {
    if (!IS_MANIFEST.test(text)) return;
    const problem = parsed.problems.find(({ code }) => code === TOO_LARGE);
    if (problem) yield { span: problem.span, message: `${problem.message}. The document is not checked.` };
  },
});

/** Files of other programs are not checked at all, so a limit means nothing there. */
const IS_MANIFEST = /^\s*"?apiVersion"?:/m;
