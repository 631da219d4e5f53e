import type { Asks as CompletionAsks } from '../completion/context.ts';
import { asksInside, asksOfItem, type Context, contextAt } from '../completion/context.ts';
import { type FoundScalar, findScalar } from '../cursor/find-scalar.ts';
import { inlineWindowAt } from '../cursor/inline-window.ts';
import { listWindowAt } from '../cursor/list-window.ts';
import type { RuleWords } from '../findings/rule-words.ts';
import { suppressionsIn } from '../findings/suppression.ts';
import type { Descriptions } from '../schemas/descriptions.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { ScalarNode } from '../syntax/node.ts';
import type { Span } from '../text/span.ts';
import { addressHover } from './address.ts';
import { agreementHover } from './agreement.ts';
import { fieldHover } from './field.ts';
import { localNameHover } from './local-name.ts';
import { metadataKeyHover } from './metadata-key.ts';
import { ownNameHover } from './own-name.ts';
import { referenceHover } from './reference.ts';
import { ruleHover } from './rule.ts';
import { variableHover } from './variable.ts';

/** What there is to know of a place, in Markdown. `span` counts in the document. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export interface HoverAsks extends CompletionAsks {
  readonly descriptions: Descriptions;
  readonly rules: readonly RuleWords[];
  /** What each rule's page says before its examples, by the rule's id. */
  readonly pages: Readonly<Record<string, string>>;
}

/** A place at which somebody points. */
export interface Pointed extends Context {
  readonly asks: HoverAsks;
  readonly found: FoundScalar;
  /** Of the field: that of the key, or of the value. */
  readonly path: NodePath;
  /** The value of the field, where that is a scalar that is written. */
  readonly value?: ScalarNode;
}

/** A part of a hover; empty where it has nothing to say. */
type Part = (pointed: Pointed) => readonly string[];

/** What is said at a key, and at a value. */
const OF_KEY: readonly Part[] = [fieldHover, agreementHover];
const OF_VALUE: readonly Part[] = [
  referenceHover,
  localNameHover,
  ownNameHover,
  addressHover,
  fieldHover,
  agreementHover,
];

/** Undefined where there is nothing to say. `offset` counts from the start of document number `index`. */
export function hoverAt(file: ManifestFile, index: number, offset: number, asks: HoverAsks): Hover | undefined {
  const inside = inlineWindowAt(file, index, offset);
  if (inside) return hoverIn(inside.file, index, offset, { ...asks, workspace: asksInside(asks.workspace, inside) });
  const item = listWindowAt(file, index, offset);
  if (item) return hoverIn(item.file, index, offset, { ...asks, workspace: asksOfItem(asks.workspace, item) });
  return hoverIn(file, index, offset, asks);
}

function hoverIn(file: ManifestFile, index: number, offset: number, asks: HoverAsks): Hover | undefined {
  const document = file.documents[index];
  if (!document) return undefined;
  const rule = suppressionsIn(document)
    .flatMap(({ rules }) => rules)
    .find(({ span }) => span.start <= offset && offset <= span.end);
  if (rule) return ruleHover(rule, asks.rules, asks.pages);
  const variable = variableHover(file, index, offset);
  const pointed = pointedAt(file, index, offset, asks);
  if (!pointed) return variable;
  const key = metadataKeyHover(pointed);
  if (key) return key;
  const parts = (pointed.found.isKey ? OF_KEY : OF_VALUE).flatMap((part) => part(pointed));
  if (parts.length === 0) return variable;
  const markdown = [...(variable ? [variable.markdown] : []), ...parts].join('\n\n');
  return { span: pointed.found.node.span, markdown };
}

function pointedAt(file: ManifestFile, index: number, offset: number, asks: HoverAsks): Pointed | undefined {
  const document = file.documents[index];
  // Exactly what stands there, and not what may come to stand there.
  const root = document?.parsed.root;
  const found = document && root && findScalar(root, document.text, offset);
  const context = found && contextAt(file, index, found.node.span.start, asks);
  if (!document || !root || !found || !context) return undefined;
  const path = found.isKey ? [...found.path, found.node.text] : found.path;
  const value = found.isKey ? found.entry.value : found.node;
  return {
    ...context,
    asks,
    offset,
    cursor: { ...context.cursor, root, text: document.text, offset },
    found,
    path,
    ...(value.kind === 'scalar' && value.style !== 'absent' ? { value } : {}),
  };
}
