/** Names as Kubernetes has them (k8s.io/apimachinery, util/validation). Lengths are in characters, all of them ASCII. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What most objects are called. */
export function isSubdomain(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

/** What namespaces are called. */
export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && LABEL.test(name);
}

export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && QUALIFIED.test(value));
}

/** The key of a label or annotation: `name`, or `prefix/name` with a DNS subdomain for prefix. */
export function isQualifiedName(name: string): boolean {
  const [first = '', second, ...rest] = name.split('/');
  if (rest.length > 0) return false;
  const own = second ?? first;
  if (own.length > 63 || !QUALIFIED.test(own)) return false;
  return second === undefined || isSubdomain(first);
}
