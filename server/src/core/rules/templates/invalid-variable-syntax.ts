import { isClusterctlTemplate } from '../../templates/clusterctl.ts';
import { readVariables, type VariableFault } from '../../templates/variables.ts';
import { defineRule, type TextReport } from '../rule.ts';

/**
 * clusterctl parses the complete file, including comments and scripts. Only files with a name of clusterctl's are checked. What
 * it reads of a base of kustomize is the build, which has no comments.
 */
export const invalidVariableSyntax = defineRule({
  id: 'invalid-variable-syntax',
  formerIds: ['unreadable-variable'],
  severity: 'error',
  effect: 'refused',
  by: 'controller',
  summary: 'A `${` that clusterctl cannot parse. clusterctl rejects the template.',

  *checkSource({ text }, uri) {
    if (!text.includes('${') || !isClusterctlTemplate(uri)) return;
    for (const fault of readVariables(text).faults)
      if (fault.reason !== 'too-deep' && !(isBase(uri) && isInComment(text, fault)))
        yield reportOf(text, fault, fault.reason);
  },
});

function isBase(uri: string): boolean {
  return /\/(kustomize|bases?)\//.test(uri);
}

/** Returns true in a comment without indentation. Other lines with # can be part of a script. */
function isInComment(text: string, { span }: VariableFault): boolean {
  return text[text.lastIndexOf('\n', span.start) + 1] === '#';
}

function reportOf(text: string, { span }: VariableFault, reason: keyof typeof REASONS): TextReport {
  const written = text.slice(span.start, span.end);
  return {
    span,
    message: `clusterctl cannot parse ${written}: ${REASONS[reason]}. It rejects the template. For a shell expression, write $${written}.`,
  };
}

const REASONS: Readonly<Record<Exclude<VariableFault['reason'], 'too-deep'>, string>> = {
  unclosed: 'the closing brace is missing',
  'no-name': 'no name of letters, digits and underscores follows the brace',
  'unknown-operator': 'the supported forms are ${NAME}, ${NAME:=default}, ${NAME:-default} and ${NAME=default}',
};
