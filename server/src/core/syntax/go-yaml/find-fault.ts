import { CONTROL_CHARACTER } from './characters.ts';
import { type Fault, type FaultCode, FaultSignal } from './fault.ts';
import { checkDocument } from './parser.ts';

/**
 * Returns why kubectl and the API server reject the text of a document, or undefined if they read it. Both read YAML
 * with go.yaml.in/yaml v2, used by sigs.k8s.io/yaml, which differs from YAML 1.2 parsers in both directions; this
 * follows its scanner, its parser, and what of its decoder and of the conversion to JSON can fail.
 */
export function findFault(text: string): Fault | undefined {
  const fault = findFaultOrRest(text);
  return fault?.code === 'content-after-document' ? undefined : fault;
}

/** The same, and where content begins that the library silently ignores because the document has ended before. */
export function findFaultOrRest(text: string): Fault | undefined {
  const control = CONTROL_CHARACTER.exec(text);
  if (control) return faultAt('control-character', control.index);
  try {
    const rest = checkDocument(text);
    return rest && faultAt('content-after-document', rest.start);
  } catch (signal) {
    if (signal instanceof FaultSignal) return signal.fault;
    throw signal;
  }
}

function faultAt(code: FaultCode, at: number): Fault {
  return { code, at, start: at, end: at + 1, previous: at, blocks: [], closed: [], brackets: [] };
}
