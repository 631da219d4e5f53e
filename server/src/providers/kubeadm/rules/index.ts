// Every rule of this provider: one line each.

export { missingContentKey } from './bootstrap-data/missing-content-key.ts';
export { unquotedExpression } from './bootstrap-data/unquoted-expression.ts';
export { unrenderableBootstrapData } from './bootstrap-data/unrenderable-bootstrap-data.ts';
export { unrenderedExpression } from './bootstrap-data/unrendered-expression.ts';
export { workerJoinsAsControlPlane } from './bootstrap-data/worker-joins-as-control-plane.ts';
