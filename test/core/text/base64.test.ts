import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { textOfBase64 } from '../../../server/src/core/text/base64.ts';

describe('textOfBase64', () => {
  const cases: readonly { name: string; base64: string; text: string | undefined }[] = [
    { name: 'no text', base64: '', text: '' },
    { name: 'no padding', base64: 'ZWRn', text: 'edg' },
    { name: 'one letter of padding', base64: 'ZWQ=', text: 'ed' },
    { name: 'two letters of padding', base64: 'ZQ==', text: 'e' },
    { name: 'line ends between the letters', base64: 'ZW\r\nRn\n', text: 'edg' },
    { name: 'characters of several bytes', base64: 'TWV0YWzCsw==', text: 'Metal³' },
    { name: 'padding that is missing', base64: 'ZWQ', text: undefined },
    { name: 'padding in the middle', base64: 'ZQ==ZWRn', text: undefined },
    { name: 'the alphabet of URLs', base64: 'Pz8_', text: undefined },
    { name: 'the standard alphabet', base64: 'Pz8/Pn4+', text: '???>~>' },
    { name: 'spaces', base64: 'ZW Rn', text: undefined },
    { name: 'other letters', base64: 'ZW!n', text: undefined },
    { name: 'a template', base64: '${TOKEN_B64}', text: undefined },
    { name: 'bytes that are not UTF-8', base64: '/2Fh/w==', text: '\ufffdaa\ufffd' },
    { name: 'a character that is cut', base64: 'YeKC', text: 'a\ufffd\ufffd' },
  ];
  for (const { name, base64, text } of cases) it(name, () => assert.equal(textOfBase64(base64), text));

  it('decodes the output of Node', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        assert.equal(textOfBase64(Buffer.from(text, 'utf8').toString('base64')), Buffer.from(text, 'utf8').toString()),
      ),
    );
  });
});
