// The entry point of a server that never ends some work, for the tests of the watchdog. The package does not contain it.
import type { HoverContext } from '../../server/src/core/hover/hover-context.ts';
import type { Rule } from '../../server/src/core/rules/rule.ts';
import { startServer } from '../../server/src/node/main.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';

const never = (): never => {
  for (;;);
};

const BUSY: Omit<Rule, 'id'> = {
  severity: 'error',
  effect: 'refused',
  by: 'webhook',
  summary: 'A rule that never ends.',
};

/** Never ends for an object in a document that contains `busy: rule`. */
const busyRule: Rule = {
  ...BUSY,
  id: 'busy-rule',
  check: ({ document }) => (document.text.includes('busy: rule') ? never() : []),
};

/** Never ends when a document that contains `busy: text` is read. */
const busyText: Rule = {
  ...BUSY,
  id: 'busy-text',
  checkSource: ({ text }) => (text.includes('busy: text') ? never() : []),
};

/** Never ends when a value in a document that contains `busy: hover` is hovered. */
const busyHover = ({ document }: HoverContext) => (document.text.includes('busy: hover') ? never() : undefined);

const { hover } = REGISTRY.features;
const features = { ...REGISTRY.features, hover: { ...hover, exclusive: [busyHover, ...hover.exclusive] } };

startServer(
  '0.0.0-test',
  { ...REGISTRY, features, rules: [...REGISTRY.rules, busyRule, busyText] },
  Number(process.env.TEST_TIME_LIMIT),
);
