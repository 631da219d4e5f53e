import { type MigratedFile, type MigrationContext, migrateFiles, migrationEdits } from '../../core/index.ts';
import { codeBlocks } from './markdown.ts';

/** Migrates the manifests in the code blocks of a Markdown page, each block on its own. */
export function migratePage(uri: string, page: string, context: MigrationContext): MigratedFile {
  const blocks = codeBlocks(page).flatMap((block, index) => {
    const [result] = migrateFiles([{ uri: `${uri}?${index}`, text: block.text }], context);
    return result ? [{ ...result, offsetOf: block.offsetOf }] : [];
  });
  let after = page;
  for (const block of blocks.toReversed())
    for (const { span, newText } of migrationEdits(block).toReversed()) {
      const [start, end] = [block.offsetOf(span.start), block.offsetOf(span.end)];
      // Lines of a block in a list are indented with it.
      const line = block.before.lastIndexOf('\n', span.start - 1) + 1;
      const from = block.offsetOf(line);
      const indent = page.slice(page.lastIndexOf('\n', from - 1) + 1, from);
      after = after.slice(0, start) + newText.replaceAll('\n', `\n${indent}`) + after.slice(end);
    }
  return {
    uri,
    before: page,
    after,
    parts: [],
    objects: blocks.flatMap(({ objects }) => objects),
    leftovers: blocks.flatMap(({ leftovers, offsetOf }) =>
      leftovers.map((leftover) => ({ ...leftover, start: offsetOf(leftover.start), end: offsetOf(leftover.end) })),
    ),
  };
}
