import { CONTROL_CHARACTER } from './characters.ts';
import { type Fault, FaultSignal } from './fault.ts';
import { checkDocument } from './parser.ts';

/**
 * Returns why kubectl and the API server reject the text of a document, or undefined if they read it. Both read YAML
 * with go.yaml.in/yaml v2, behind sigs.k8s.io/yaml, which differs from YAML 1.2 parsers in both directions; this
 * follows its scanner, its parser, and what of its decoder and of the conversion to JSON can fail.
 */
export function findFault(text: string): Fault | undefined {
  const control = CONTROL_CHARACTER.exec(text);
  if (control) return controlCharacter(control.index);
  try {
    checkDocument(text);
    return undefined;
  } catch (signal) {
    if (signal instanceof FaultSignal) return signal.fault;
    throw signal;
  }
}

function controlCharacter(at: number): Fault {
  return { code: 'control-character', at, start: at, end: at + 1, previous: at, blocks: [], closed: [], brackets: [] };
}
