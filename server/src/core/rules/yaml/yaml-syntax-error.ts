import type { SyntaxFix } from '../../syntax/diagnosis/syntax-problem.ts';
import type { ManifestDocument } from '../../syntax/manifest-document.ts';
import { defineRule } from '../rule.ts';

/**
 * Reports what the Go YAML library of kubectl and the API server rejects (sigs.k8s.io/yaml, go.yaml.in/yaml v2).
 *
 * Not reported: templates of Helm, Jinja and similar tools, and documentation that omits lines (`...`), which kubectl does
 * not read directly; what depends on the text of a variable (`${NAME}`); and files without a document of the supported groups (see `workspace/foreign-text.ts`). If
 * another extension reports YAML errors too, users can disable this rule.
 */
export const yamlSyntaxError = defineRule({
  id: 'yaml-syntax-error',
  formerIds: ['unreadable-yaml'],
  severity: 'error',
  effect: 'refused',
  by: 'schema',
  summary: 'A YAML syntax error. kubectl rejects the file.',

  *checkText(document, uri) {
    const { rejection } = document.parsed;
    if (!rejection) return;
    const { span, message, fixes = [] } = rejection;
    yield { span, message, fixes: fixes.map((fix) => fixOf(fix, uri, document)) };
  },
});

function fixOf({ title, changes, certain }: SyntaxFix, uri: string, document: ManifestDocument) {
  return { title, certain, edits: changes.map((change) => ({ uri, document, change })) };
}
