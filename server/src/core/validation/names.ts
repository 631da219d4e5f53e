/** Names of Kubernetes (k8s.io/apimachinery, util/validation). All characters are ASCII. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Returns true for an RFC 1123 subdomain: the name of most objects. */
export function isSubdomain(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

/** Returns true for an RFC 1123 label: the name of a namespace. */
export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && LABEL.test(name);
}

/** Returns true for the value of a label. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && QUALIFIED.test(value));
}

/** Returns true for the key of a label or annotation: `name`, or `prefix/name` where the prefix is a DNS subdomain. */
export function isQualifiedName(name: string): boolean {
  const [first = '', second, ...rest] = name.split('/');
  if (rest.length > 0) return false;
  const own = second ?? first;
  if (own.length > 63 || !QUALIFIED.test(own)) return false;
  return second === undefined || isSubdomain(first);
}
