import type { Stdio } from '../lsp/listen.ts';
import { MessageSplitter } from './message-splitter.ts';

/** Returns the standard streams of this process, on which it receives and sends messages. */
export function processStdio(): Stdio {
  const { stdin, stdout: output } = process;
  return {
    listen: ({ onText, onInvalid, onEnd }) => {
      const splitter = new MessageSplitter({ onText, onInvalid });
      stdin.on('data', (chunk: Buffer) => splitter.push(chunk));
      stdin.on('close', onEnd).on('error', onEnd);
    },
    output,
    encode: (text: string) => Buffer.from(text, 'utf8'),
    onEnd: () => process.exit(1),
  };
}
