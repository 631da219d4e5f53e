// Every rule that knows no provider: one line each.
export { unknownRule } from './comments/unknown-rule.ts';
export { unusedSuppression } from './comments/unused-suppression.ts';
export { conflictingValues } from './facts/conflicting-values.ts';
export { deprecatedField } from './facts/deprecated-field.ts';
export { disabledFeatureGate } from './facts/disabled-feature-gate.ts';
export { forbiddenField } from './facts/forbidden-field.ts';
export { ignoredField } from './facts/ignored-field.ts';
export { mutuallyExclusiveFields } from './facts/mutually-exclusive-fields.ts';
export { missingFile } from './kustomize/missing-file.ts';
export { checkLimit } from './limits/check-limit.ts';
export { duplicateObject } from './references/duplicate-object.ts';
export { missingReferenceTarget } from './references/missing-reference-target.ts';

export { misspelledReference } from './references/misspelled-reference.ts';
export { referenceGroupMismatch } from './references/reference-group-mismatch.ts';
export { apiVersionNotServed } from './schema/api-version-not-served.ts';
export { deprecatedVersion } from './schema/deprecated-version.ts';
export { duplicateValue } from './schema/duplicate-value.ts';
export { invalidMetadata } from './schema/invalid-metadata.ts';
export { malformedValue } from './schema/malformed-value.ts';

export { misspelledKind } from './schema/misspelled-kind.ts';
export { requiredField } from './schema/required-field.ts';
export { unknownField } from './schema/unknown-field.ts';
export { unsupportedValue } from './schema/unsupported-value.ts';
export { validationRuleFailed } from './schema/validation-rule-failed.ts';
export { valueOutOfRange } from './schema/value-out-of-range.ts';
export { wrongType } from './schema/wrong-type.ts';
export { invalidVariableDefault } from './templates/invalid-variable-default.ts';
export { invalidVariableSyntax } from './templates/invalid-variable-syntax.ts';
export { truncatedVariableDefault } from './templates/truncated-variable-default.ts';
export { duplicateKey } from './yaml/duplicate-key.ts';
export { yamlSyntaxError } from './yaml/yaml-syntax-error.ts';
