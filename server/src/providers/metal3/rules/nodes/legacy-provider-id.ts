import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { kubeletArgumentsOf } from '../../../kubeadm/kubelet-arguments.ts';
import { BOOTSTRAP_KINDS } from '../../../kubeadm/metadata-uses.ts';
import { bootPathsOf } from '../../boot-paths.ts';
import { CAPM3 } from '../../kinds.ts';
import { metadataKeysOf } from '../../metadata-keys.ts';

/** Source: metal3machine_manager.go of CAPM3, which deprecates the form in v1.13 and removes it in v1.14 (CAPM3#3373). */
export const legacyProviderId = defineRule({
  id: 'legacy-provider-id',
  severity: 'hint',
  effect: 'advice',
  by: 'controller',
  releases: [{ provider: CAPM3, from: 'v1.13.0' }],
  on: BOOTSTRAP_KINDS,
  summary: 'The provider ID of a node has a deprecated form.',

  *check(config, view) {
    for (const { name, value, path } of kubeletArgumentsOf(config)) {
      if (name !== 'provider-id') continue;
      const match = /^metal3:\/\/(\{\{\s*ds\.meta_data)(\.uuid|\[(["'])uuid\3\])(\s*\}\})$/.exec(value.text.trim());
      if (!match) continue;
      const paths = bootPathsOf(config, view);
      const isReady = paths.every(({ dataTemplate }) =>
        metadataKeysOf(dataTemplate)?.some(({ key }) => key === 'providerid'),
      );
      if (paths.length === 0 || !isReady) continue;
      yield {
        resource: config,
        node: value,
        path,
        message: `Deprecated provider ID metal3://UID in ${nameOf(config)}. CAPM3 v1.13 accepts it, but v1.14 and later reject it. Use metal3://{{ ds.meta_data.providerid }}.`,
        fixes: fixIn(
          'Use ds.meta_data.providerid',
          config,
          writeScalar(value, `metal3://${match[1]}.providerid${match[4]}`),
          true,
        ),
      };
    }
  },
});
