import { CONTROL_CHARACTER } from './characters.ts';
import { type Fault, type FaultCode, FaultSignal } from './fault.ts';
import { readDocument } from './parser.ts';
import type { TreeBuilder } from './tree-builder.ts';

/**
 * Returns why kubectl and the API server reject the text of a document, or undefined if they accept it. Both use
 * go.yaml.in/yaml v2 through sigs.k8s.io/yaml, which accepts and rejects other texts than a YAML 1.2 parser. This
 * follows its scanner and parser, and the errors of its decoder and of the conversion to JSON.
 */
export function findFault(text: string): Fault | undefined {
  const fault = findFaultOrRest(text);
  return fault?.code === 'content-after-document' ? undefined : fault;
}

/**
 * Does the same, and also returns the start of content that the library ignores after the end of the document. Adds the
 * nodes of the document to `builder`.
 */
export function findFaultOrRest(text: string, builder?: TreeBuilder): Fault | undefined {
  const control = CONTROL_CHARACTER.exec(text);
  if (control) return faultAt('control-character', control.index);
  try {
    const rest = readDocument(text, builder);
    return rest && faultAt('content-after-document', rest.start);
  } catch (signal) {
    if (signal instanceof FaultSignal) return signal.fault;
    throw signal;
  }
}

function faultAt(code: FaultCode, at: number): Fault {
  return { code, at, start: at, end: at + 1, previous: at, blocks: [], closed: [], brackets: [] };
}
