import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PAGE, repositoryUrl, withAbsoluteLinks } from '../../scripts/extension-page.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const repository = repositoryUrl(manifest);
const page = withAbsoluteLinks(readFileSync(PAGE, 'utf8'), repository, 'docs');

interface Link {
  readonly isImage: boolean;
  readonly text: string;
  readonly target: string;
}

function linksIn(markdown: string): readonly Link[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/(!?)\[((?:[^\]\\]|\\.)*)\]\(([^)]*)\)/g)].map(
    ([, image, text = '', target = '']) => ({ isImage: image === '!', text, target }),
  );
  return [...links, ...picturesIn(prose)];
}

/** The pictures for light themes, with the description, and those for dark themes. */
function picturesIn(markdown: string): readonly Link[] {
  return [...markdown.matchAll(/<source [^>]*srcset="([^"]*)">\s*<img src="([^"]*)" alt="([^"]*)">/g)].flatMap(
    ([, dark = '', light = '', text = '']) => [
      { isImage: true, text, target: light },
      { isImage: true, text, target: dark },
    ],
  );
}

/** The path in the repository of an absolute link. */
function pathOf({ target, isImage }: Link): string | undefined {
  const prefix = `${repository}/${isImage ? 'raw' : 'blob'}/HEAD/`;
  return target.startsWith(prefix) ? target.slice(prefix.length).replace(/#.*/, '') : undefined;
}

describe('the page of the extension', () => {
  it('has only absolute links, to files that exist', () => {
    const links = linksIn(page);
    assert.ok(links.length > 15);
    for (const link of links) {
      assert.match(link.target, /^(https:|#)/);
      const path = pathOf(link);
      if (path !== undefined) assert.ok(existsSync(path), path);
    }
    assert.ok(links.filter((link) => pathOf(link) !== undefined).length > 15);
  });

  it('has pictures with a description and a moderate size, the first on the first screen', () => {
    const pictures = linksIn(page).filter(({ isImage }) => isImage);
    assert.ok(pictures.length >= 12, 'six pictures, light and dark');
    assert.equal(page.match(/<img|!\[/g)?.length, pictures.length / 2);
    for (const [index, { target }] of pictures.entries())
      assert.match(target, index % 2 ? /-dark\.png$/ : /-light\.png$/);
    for (const picture of pictures) {
      assert.ok(picture.text.length >= 10, picture.target);
      assert.ok(statSync(pathOf(picture) ?? '').size <= 200_000, picture.target);
    }
    assert.ok(page.slice(0, page.indexOf('<picture>')).split('\n').length <= 15);
  });

  it('is for users: without the development of the extension and other editors', () => {
    assert.doesNotMatch(page, /npm (ci|test|start|run)|Neovim|CONTRIBUTING|ARCHITECTURE/);
  });

  it('links within itself to headings that exist', () => {
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replace(/\s/g, '-'),
    );
    for (const { target } of linksIn(page))
      if (target.startsWith('#')) assert.ok(headings.includes(target.slice(1)), target);
  });

  it('changes links only', () => {
    const text = '[a](b.md#c) ![p](./d/e.png) [x](#y) [z](https://z) `[n](o.md)`';
    const expected = `[a](${repository}/blob/HEAD/b.md#c) ![p](${repository}/raw/HEAD/d/e.png) [x](#y) [z](https://z)`;
    assert.ok(withAbsoluteLinks(text, repository).startsWith(expected));
  });
});

describe('the README', () => {
  it('has pictures that exist, each for light and dark themes', () => {
    const files = [...readFileSync('README.md', 'utf8').matchAll(/(?:src|srcset)="(.*?)"/g)].map(
      ([, file = '']) => file,
    );
    assert.ok(files.length >= 10);
    for (const file of files) {
      assert.ok(statSync(file).size <= 200_000, file);
      const other = file.includes('-light') ? file.replace('-light', '-dark') : file.replace('-dark', '-light');
      assert.ok(files.includes(other), other);
    }
  });
});

describe('the manifest of the extension', () => {
  it('has what the Marketplace shows', () => {
    assert.ok(manifest.displayName && manifest.description.length <= 200);
    assert.ok(manifest.categories.includes('Linters'));
    assert.ok(manifest.keywords.length >= 10 && manifest.keywords.length <= 30);
    assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.equal(manifest.bugs.url, `${repository}/issues`);
    const icon = readFileSync(manifest.icon);
    assert.deepEqual(
      [icon.readUInt32BE(16), icon.readUInt32BE(20)].map((size) => size >= 128),
      [true, true],
    );
    assert.ok(existsSync('LICENSE'));
  });

  it('has one prefix for all commands, which can be typed', () => {
    const { commands, configuration } = manifest.contributes;
    const prefixes = new Set(commands.map(({ category }: { category: string }) => category));
    assert.deepEqual([...prefixes], ['Kamaji Metal3']);
    assert.equal(configuration.title, 'Kamaji Metal3');
  });

  it('has a changelog in the form of Keep a Changelog', () => {
    const changelog = readFileSync('CHANGELOG.md', 'utf8');
    assert.match(changelog, /^# Changelog\n/);
    const sections = [...changelog.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    assert.equal(sections[0], '[Unreleased]');
    for (const title of sections) assert.match(title ?? '', /^\[(Unreleased|\d+\.\d+\.\d+)\]( - \d{4}-\d{2}-\d{2})?$/);
    for (const [, title] of changelog.matchAll(/^### (.*)$/gm))
      assert.match(title ?? '', /^(Added|Changed|Deprecated|Removed|Fixed|Security)$/);
  });
});
