import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemText, statusText } from '../../client/status-text.ts';

describe('the status bar item', () => {
  it('shows the number of errors and warnings, and no mark before files are checked', () => {
    assert.equal(statusText({ errors: 2, warnings: 1 }), '$(server-environment) Metal3 $(error) 2 $(warning) 1');
    assert.equal(statusText({ errors: 0, warnings: 0 }), '$(server-environment) Metal3');
    assert.equal(problemText({ errors: 1, warnings: 2 }), '1 error, 2 warnings');
    assert.equal(problemText({ errors: 0, warnings: 0 }), 'no problems');
  });
});
