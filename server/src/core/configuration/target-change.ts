import { setField } from '../fixes/set-field.ts';
import type { Provider } from '../schemas/bundle.ts';
import { findProvider } from '../schemas/releases.ts';
import { nodeAt } from '../syntax/lookup.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { TextChange } from '../text/span.ts';

/**
 * Returns the change that targets a provider's release, or `auto`, in a configuration file. The rest of the file is
 * unchanged. The span is relative to the file. Undefined if the file allows no safe edit.
 */
export function targetChange(
  file: ManifestFile,
  provider: string,
  release: string,
  providers: readonly Provider[],
): TextChange | undefined {
  const index = file.documents.findIndex(({ parsed }) => parsed.root !== undefined);
  const document = file.documents[index];
  if (!document) {
    const end = file.offsets.at(-1) ?? 0;
    return { span: { start: end, end }, newText: `targets:\n  ${provider}: ${release}\n` };
  }
  const targets = nodeAt(document.parsed.root, ['targets']);
  // The file may use a short name of the provider.
  const entries = targets?.kind === 'map' ? targets.entries : [];
  const key = entries
    .flatMap((entry) => (entry.key.kind === 'scalar' ? [entry.key.text] : []))
    .find((name) => findProvider(name, providers)?.name === provider);
  const change = setField(document, ['targets', key ?? provider], release);
  const offset = file.offsets[index] ?? 0;
  return change && { ...change, span: { start: change.span.start + offset, end: change.span.end + offset } };
}
