import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startClient } from '../support/client.ts';
import { REQUESTS } from './requests.ts';
import { HOSTILE_TEXTS, LONG_NEIGHBOR, NEIGHBOR } from './texts.ts';

/** The limit of CPU time for a step, in milliseconds. Nearly all take less than 300 ms. */
const MOST = 2_500;

/** Defined by LSP. */
const REQUEST_FAILED = -32803;

describe('a server with hostile texts', () => {
  for (const { name, file = 'x.yaml', text } of HOSTILE_TEXTS)
    it(name, async () => {
      const client = await startClient({
        pulls: true,
        files: [
          { uri: 'file:///w/neighbor.yaml', text: NEIGHBOR },
          { uri: `file:///w/${LONG_NEIGHBOR}`, text: NEIGHBOR.replace('name: p', `name: ${'n'.repeat(40)}b`) },
        ],
      });
      const uri = `file:///w/${file}`;
      const own = text();
      const slow: string[] = [];
      const step = async (what: string, run: () => Promise<unknown>) => {
        const before = process.cpuUsage();
        await run();
        const { user, system } = process.cpuUsage(before);
        const milliseconds = (user + system) / 1000;
        if (process.env.TIMES && milliseconds > 150) console.log(name, what, Math.round(milliseconds));
        if (milliseconds > MOST) slow.push(`${what}: ${Math.round(milliseconds)} ms`);
      };
      const failed: string[] = [];
      const ask = (method: string, params: object) =>
        client.connection.sendRequest(method, params).catch((error: { code?: number }) => {
          // The server rejects the rename of something that cannot be renamed with an error.
          if (error.code !== REQUEST_FAILED) failed.push(`${method}: ${error}`);
        });
      await step('open', async () => {
        await client.open(uri, own);
        await ask('textDocument/diagnostic', { textDocument: { uri } });
      });
      const lines = own.split('\n');
      let version = 1;
      for (const line of [0, lines.length >> 1, lines.length - 1]) {
        const position = { line, character: Math.min(12, lines[line]?.length ?? 0) };
        for (const [method, params] of REQUESTS(uri, position))
          await step(`${method} in line ${line}`, () => ask(method, params));
        await step(`edit in line ${line}`, async () => {
          await client.change(uri, ++version, [{ range: { start: position, end: position }, text: 'z' }]);
          await ask('textDocument/diagnostic', { textDocument: { uri } });
        });
      }
      for (const neighbor of ['neighbor.yaml', LONG_NEIGHBOR]) {
        const { items = [] } = await client.pull(`file:///w/${neighbor}`);
        assert.ok(
          items.some(({ code }) => code === 'unknown-field'),
          `${neighbor} lost its finding`,
        );
      }
      client.close();
      assert.deepEqual(failed, []);
      assert.deepEqual(slow, []);
      // The server warns of slow requests, for which the limit above counts processor time. Type 3 is information.
      const logged = client.heard
        .filter(
          ({ method, params }) =>
            method === 'window/logMessage' && !/ took \d+ ms|"type":3/.test(JSON.stringify(params)),
        )
        .map(({ params }) => params);
      assert.deepEqual(logged, []);
    });
});
