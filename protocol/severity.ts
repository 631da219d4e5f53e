export type Severity = 'error' | 'warning' | 'info' | 'hint';
