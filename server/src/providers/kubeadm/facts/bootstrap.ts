import { all, atMostOne, check, distinct, forbidden, is, isFilled, not, required } from '../../../core/facts/checks.ts';
import { type Check, type Fault, type Found, fieldName, placesIn, type Row } from '../../../core/facts/fact.ts';
import { isWritten, textsAt } from '../../../core/facts/field-values.ts';
import { type NodePath, nodeAt } from '../../../core/syntax/lookup.ts';
import type { Node } from '../../../core/syntax/node.ts';
import { validLabels } from '../../cluster-api/facts/label-checks.ts';
import { between, capi, inKubeadm } from '../../cluster-api/facts/row.ts';
import { notBoth } from '../../cluster-api/facts/values.ts';
import { KubeadmConfigTemplate } from '../kinds.ts';

const WHOLE = 'Set the name of the Secret and the key in it.';

const USER = 'joinConfiguration.discovery.file.kubeConfig.user';
const NO_IGNITION = not(is('format', 'ignition'));
const FOR_IGNITION = 'is set, but format is not ignition';

/**
 * Bootstrap configuration for kubeadm, cloud-init and Ignition. Source: bootstrap/kubeadm/api and its webhooks of Cluster API v1.5 to v1.14
 * (kubeadmconfig.go).
 */
export const CAPI_BOOTSTRAP_ROWS: readonly Row[] = [
  capi(inKubeadm('files[]'), notBoth('content', 'contentFrom')),
  ...['name', 'key'].map((field) => capi(inKubeadm('files[].contentFrom.secret'), required(field), { remedy: WHOLE })),
  capi(inKubeadm('files[].contentFrom'), required('secret', { acceptsEmpty: true }), {
    ...between(undefined, 'v1.10'),
    remedy: WHOLE,
  }),
  capi(inKubeadm(), distinct('files', 'path'), { remedy: 'Merge the two files, or change one path.' }),

  capi(inKubeadm('users[]'), notBoth('passwd', 'passwdFrom')),
  ...['name', 'key'].map((field) => capi(inKubeadm('users[].passwdFrom.secret'), required(field), { remedy: WHOLE })),

  capi(
    inKubeadm('joinConfiguration.discovery.file.kubeConfig'),
    required('user', { acceptsEmpty: true }),
    between(undefined, 'v1.10'),
  ),
  capi(inKubeadm(USER), atMostOne('authProvider', 'exec')),
  // In v1.11 and later, the webhook validates v1beta2, in which an empty struct is treated as absent.
  capi(inKubeadm(USER), required(['authProvider', 'exec'], { acceptsEmpty: true, when: isFilled() })),
  capi(
    inKubeadm(USER),
    required(['authProvider', 'exec'], { acceptsEmpty: true, when: not(isFilled()) }),
    between(undefined, 'v1.10'),
  ),

  capi(inKubeadm(), forbidden('ignition', all(isFilled('ignition'), NO_IGNITION), FOR_IGNITION)),
  capi(
    inKubeadm(),
    forbidden('ignition', all(not(isFilled('ignition')), NO_IGNITION), FOR_IGNITION),
    between(undefined, 'v1.10'),
  ),
  capi(inKubeadm(), unsupportedByIgnition()),

  capi(placesIn([KubeadmConfigTemplate], 'spec.template'), validLabels('metadata'), between('v1.6')),
];

/** Reports fields that Ignition does not support. */
function unsupportedByIgnition(): Check {
  return check('forbidden-field', function* (found) {
    if (textsAt(found, 'format')[0]?.node.text !== 'ignition') return;
    if (isWritten(nodeAt(found.node, ['bootCommands']))) yield fault(found, ['bootCommands'], 'is set');
    for (const [index] of itemsOf(found, 'users').entries())
      if (textsAt(found, `users.${index}.inactive`)[0]?.node.text === 'true')
        yield fault(found, ['users', index, 'inactive'], 'is set');
    for (const [index] of itemsOf(found, 'files').entries()) {
      const [encoding] = textsAt(found, `files.${index}.encoding`);
      if (encoding?.node.text.startsWith('gzip'))
        yield fault(found, ['files', index, 'encoding'], `is ${encoding.node.text}`);
    }
  });
}

function fault(found: Found, field: NodePath, what: string): Fault {
  const path = [...found.path, ...field];
  return { path, problem: `${fieldName(found, path)} ${what}, which the format ignition does not support` };
}

function itemsOf({ node }: Found, field: string): readonly Node[] {
  const list = nodeAt(node, [field]);
  return list?.kind === 'sequence' ? list.items : [];
}
