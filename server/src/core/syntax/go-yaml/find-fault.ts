import type { StreamState } from '../split-stream.ts';
import { CONTROL_CHARACTER } from './characters.ts';
import { type Fault, type FaultCode, FaultSignal } from './fault.ts';
import { readDocument } from './parser.ts';
import { findSeparatorFault, startOfContent } from './separators.ts';
import type { TreeBuilder } from './tree-builder.ts';

/**
 * Returns why the Go YAML library rejects a text, or undefined if it accepts it. kubectl and the API server use
 * go.yaml.in/yaml v2 through sigs.k8s.io/yaml, which accepts and rejects other texts than a YAML 1.2 parser. This
 * follows its scanner and parser, and the errors of its decoder and of the conversion to JSON.
 */
export function findFault(text: string): Fault | undefined {
  const fault = faultOrRest(text, 0);
  return fault?.code === 'content-after-document' ? undefined : fault;
}

/**
 * Returns why kubectl rejects a document of a stream, or ignores content of it. Adds the nodes of the document to
 * `builder`.
 */
export function findFaultOrRest(text: string, before: StreamState, builder?: TreeBuilder): Fault | undefined {
  const fault = findSeparatorFault(text, before);
  return fault
    ? { ...faultAt(fault.code, fault.at), ...fault }
    : faultOrRest(text, startOfContent(text, before), builder);
}

function faultOrRest(text: string, start: number, builder?: TreeBuilder): Fault | undefined {
  const control = CONTROL_CHARACTER.exec(text);
  if (control) return faultAt('control-character', control.index);
  try {
    const rest = readDocument(text, start, builder);
    if (!rest || (rest.directive && DIRECTIVES.test(text.slice(rest.start)))) return undefined;
    return faultAt('content-after-document', rest.start);
  } catch (signal) {
    // The scanner and the parser throw at the first fault, as the Go library does.
    if (signal instanceof FaultSignal) return signal.fault;
    throw signal;
  }
}

/** Directives that no content follows, which have no effect. */
const DIRECTIVES = /^(?:[ \t\r]*(?:#[^\n]*)?(?:\n|$)|%[^\n]*(?:\n|$))*(?:---|\.\.\.|$)/;

function faultAt(code: FaultCode, at: number): Fault {
  return { code, at, start: at, end: at + 1, previous: at, blocks: [], closed: [], brackets: [] };
}
