import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { insertInto } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { fileOf, IMAGE_KINDS, type Image, imageOf } from '../../../baremetal-operator/image.ts';
import { BMO } from '../../../baremetal-operator/kinds.ts';

/** Source: GetChecksum of the Bare Metal Operator, and the behavior of Ironic (BMO#2517, metal3-docs#481). */
export const imageMismatch = defineRule({
  id: 'image-mismatch',
  formerIds: ['contradicting-image'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: IMAGE_KINDS,
  summary: 'The checksum type or format of an image does not match its files.',

  *check(resource) {
    const image = imageOf(resource);
    if (!image) return;
    yield* checkChecksum(resource, image);
    yield* checkFormat(resource, image);
  },
});

const LENGTHS: Readonly<Record<string, number>> = { md5: 32, sha256: 64, sha512: 128 };

function* checkChecksum(resource: Resource, image: Image): Generator<Report> {
  const { checksum, checksumType } = image;
  if (!checksum || isTemplate(checksum.text) || (checksumType && isTemplate(checksumType.text))) return;
  const isUrl = /^https?:\/\//i.test(checksum.text);
  const expected = isUrl ? typeOfFile(fileOf(checksum)) : typeOfHash(checksum.text);
  const stated = checksumType?.text;
  if (expected === undefined || stated === expected || (stated !== undefined && !(stated in LENGTHS))) return;
  const shown = isUrl ? `the file ${fileOf(checksum)}` : `a hash of ${checksum.text.length} digits`;
  if (stated === undefined) {
    // Later releases detect the type.
    if (expected !== 'md5')
      yield {
        resource,
        node: checksum,
        path: [...image.path, 'checksum'],
        releases: [{ provider: BMO, until: 'v0.9' }],
        message: `Missing checksumType in ${nameOf(resource)}: the checksum is ${shown}, but Bare Metal Operator v0.9 and earlier default to md5. Verification fails, so no machine is provisioned. Set checksumType to ${expected}.`,
        fixes: setType(resource, image, expected),
      };
    return;
  }
  yield {
    resource,
    node: checksumType ?? checksum,
    path: [...image.path, 'checksumType'],
    message: `Checksum type mismatch: ${nameOf(resource)} sets ${stated}, but the checksum is ${shown}. Verification fails, so no machine is provisioned. Use ${expected}.`,
    fixes: setType(resource, image, expected),
  };
}

function typeOfFile(file: string): string | undefined {
  return /[._-]?(md5|sha256|sha512)(sums?)?$/.exec(file.toLowerCase())?.[1];
}

function typeOfHash(text: string): string | undefined {
  if (!/^[0-9a-fA-F]+$/.test(text)) return undefined;
  return Object.keys(LENGTHS).find((type) => LENGTHS[type] === text.length);
}

function setType(resource: Resource, { checksumType, node }: Image, type: string): readonly Fix[] {
  const change = checksumType
    ? writeScalar(checksumType, type)
    : node.kind === 'map'
      ? insertInto(resource.document, node, ['checksumType'], type)
      : undefined;
  return fixIn(`${checksumType ? 'Change checksumType to' : 'Add checksumType:'} ${type}`, resource, change, true);
}

/** File extensions with one possible format. `.img` is ambiguous. */
const FORMATS: Readonly<Record<string, string>> = {
  qcow2: 'qcow2',
  iso: 'live-iso',
  vmdk: 'vmdk',
  vdi: 'vdi',
  raw: 'raw',
};

function* checkFormat(resource: Resource, { url, format, path }: Image): Generator<Report> {
  if (!url || !format || isTemplate(format.text)) return;
  const file = fileOf(url);
  const expected = /-raw\.img$/i.test(file) ? 'raw' : FORMATS[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''];
  if (expected === undefined || expected === format.text || !Object.values(FORMATS).includes(format.text)) return;
  const field = resource.version === 'v1beta2' ? 'diskFormat' : 'format';
  yield {
    resource,
    node: format,
    path: [...path, field],
    message: `Image format mismatch: ${nameOf(resource)} sets ${format.text}, but the file is ${file}. Ironic writes it as ${format.text}, and the machine does not boot. If the file name is correct, use ${expected}.`,
    fixes: fixIn(`Change ${field} to ${expected}`, resource, writeScalar(format, expected)),
  };
}
