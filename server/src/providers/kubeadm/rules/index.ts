// Every rule of this provider: one line each.
export { unfitWorkerConfiguration } from './bootstrap-data/unfit-worker-configuration.ts';
export { unquotedExpression } from './bootstrap-data/unquoted-expression.ts';
export { unrenderableBootstrapData } from './bootstrap-data/unrenderable-bootstrap-data.ts';
export { unrenderedExpression } from './bootstrap-data/unrendered-expression.ts';
