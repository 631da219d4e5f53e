import { isClusterctlTemplate } from '../../templates/clusterctl.ts';
import { readVariables, type VariableFault } from '../../templates/variables.ts';
import { defineRule, type TextReport } from '../rule.ts';

/** clusterctl reads the whole file, comments and scripts too. Said of files that are clusterctl's by their names alone. */
export const invalidVariableSyntax = defineRule({
  id: 'invalid-variable-syntax',
  formerIds: ['unreadable-variable'],
  severity: 'error',
  effect: 'refused',
  by: 'controller',
  summary: 'A `${` in a clusterctl template is no variable that clusterctl reads, so it refuses the whole file.',

  *checkSource({ text }, uri) {
    if (!text.includes('${') || !isClusterctlTemplate(uri)) return;
    for (const fault of readVariables(text).faults)
      if (fault.reason !== 'too-deep') yield reportOf(text, fault, fault.reason);
  },
});

function reportOf(text: string, { span }: VariableFault, reason: keyof typeof REASONS): TextReport {
  const written = text.slice(span.start, span.end);
  return {
    span,
    message: `clusterctl cannot read ${written}: ${REASONS[reason]}. It refuses the whole template. If a shell is to expand it, write $${written}, which becomes ${written}.`,
  };
}

const REASONS: Readonly<Record<Exclude<VariableFault['reason'], 'too-deep'>, string>> = {
  unclosed: 'its brace is not closed',
  'no-name': 'behind the brace stands no name of letters, digits and underscores',
  'unknown-operator': 'it knows ${NAME}, ${NAME:=default}, ${NAME:-default} and ${NAME=default}, and not this form',
};
