import { describe, expect, it } from 'vitest';
import { isLinear } from '../../../../../test/support/clock/cpu-time';
import { workbook, workbookParts, type ZipEntry, zipFile } from '../../../../../test/support/disk/zip-file';
import { readWorkbook } from './read-workbook';

const read = (bytes: Uint8Array) => {
  const file = readWorkbook(bytes, '名单');
  return file.ok ? file.value : expect.fail(file.problem.advice);
};
const rows = [
  ['组', '姓名', '邮箱', '手机'],
  ['值班组', '李雷 & Co', 'lilei@company.test', 13800138000],
  ['', '韩梅梅', '', '13900139000'],
];
const people = [
  { name: '李雷 & Co', email: 'lilei@company.test', mobile: '13800138000' },
  { name: '韩梅梅', mobile: '13900139000' },
];
/** The parts of a workbook with the content of one of them changed. */
const changed = (name: string, change: (content: string) => string): readonly ZipEntry[] =>
  workbookParts([{ name: 'Sheet1', rows }]).map((part) =>
    part.name === name ? { ...part, content: change(String(part.content)) } : part,
  );

const adviceFor = (bytes: Uint8Array) => {
  const file = readWorkbook(bytes, '名单');
  return file.ok ? null : file.problem.advice;
};

describe('a workbook', () => {
  it('is read: texts, numbers, merged cells', () => {
    expect(read(workbook({ name: 'Sheet1', rows }))).toMatchObject({
      groups: [{ name: '值班组', members: people }],
      wrong: [{ line: 3, problem: { advice: 'line-group-missing' } }],
    });
  });

  it('has a title above, empty rows, and is called after its file', () => {
    const table = [['研发部通讯录'], [], ['姓名（必填）', '飞书open_id'], ['李雷', 'ou_a'], [], ['韩梅梅', 'ou_b']];
    const { groups, wrong } = read(workbook({ name: 'Sheet1', rows: table }));
    expect(groups).toEqual([
      {
        name: '名单',
        members: [
          { name: '李雷', openId: 'ou_a' },
          { name: '韩梅梅', openId: 'ou_b' },
        ],
      },
    ]);
    expect(wrong).toMatchObject([{ line: 1, problem: { advice: 'line-above', params: { value: '研发部通讯录' } } }]);
  });

  it('has a group on each sheet, told by its name; hidden and foreign sheets are told', () => {
    const list = [['姓名'], ['李雷'], ['', '备注']];
    const { groups, wrong } = read(
      workbook(
        { name: '白班', rows: list },
        { name: '夜班', rows: [['姓名'], ['韩梅梅']] },
        { name: 'Sheet3', rows: [] },
        {
          name: '费用',
          rows: [
            ['项目', '金额'],
            ['电话', 3],
          ],
        },
        { name: '下拉', state: 'hidden', rows: list },
      ),
    );
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['白班', 1],
      ['夜班', 1],
    ]);
    expect(wrong.map(({ line, sheet, problem: { advice } }) => [line, sheet, advice])).toEqual([
      [3, '白班', 'line-wide'],
      [3, '白班', 'line-no-person'],
      [null, undefined, 'sheet-hidden'],
      [null, undefined, 'sheet-unread'],
    ]);
  });

  it.each<[string, readonly ZipEntry[]]>([
    [
      'prefixes, as .NET writes them',
      changed('xl/worksheets/sheet1.xml', (xml) => xml.replace(/<(\/?)(\w)/g, '<$1x:$2')),
    ],
    ['stored, not packed', changed('', String).map((part) => ({ ...part, stored: true }))],
    ['rich texts', changed('xl/sharedStrings.xml', (xml) => xml.replace(/<t [^>]*>(.)/g, '<r><t>$1</t></r><t>'))],
    [
      'readings of texts',
      changed('xl/sharedStrings.xml', (xml) => xml.replaceAll('</t></si>', '</t><rPh><t>ヨミ</t></rPh></si>')),
    ],
    ['cells without a reference', changed('xl/worksheets/sheet1.xml', (xml) => xml.replaceAll(/ r="[AB][12]"/g, ''))],
    ['a mobile as 1.38E10', changed('xl/worksheets/sheet1.xml', (xml) => xml.replace('13800138000', '1.3800138E10'))],
    [
      'absolute targets',
      changed('xl/_rels/workbook.xml.rels', (xml) => xml.replaceAll('"worksheets', '"/xl/worksheets')),
    ],
    [
      'texts within their cells, and a formula',
      changed('xl/worksheets/sheet1.xml', (xml) =>
        xml
          .replace(/<c r="B3" t="s"><v>\d+<\/v>/, '<c r="B3" t="inlineStr"><is><t>韩梅梅</t></is>')
          .replace('<v>13800138000', '<f>A1+1</f><v>13800138000'),
      ),
    ],
  ])('is read with %s', (_, parts) => {
    expect(read(zipFile(parts)).groups).toEqual([{ name: '值班组', members: people }]);
  });
});

describe('what is no workbook', () => {
  it.each([
    ['an archive', zipFile([{ name: 'a.csv', content: 'x' }]), 'file-archive'],
    ['a document', zipFile([{ name: 'word/document.xml', content: '' }]), 'file-document'],
    ['a binary workbook', zipFile([{ name: 'xl/workbook.bin', content: '' }]), 'file-xlsb'],
    ['an OpenDocument table', zipFile([{ name: 'content.xml', content: '' }]), 'file-ods'],
    ['a Numbers table', zipFile([{ name: 'Index/Document.iwa', content: '' }]), 'file-numbers'],
    ['half a workbook', workbook({ name: 'a', rows }).slice(0, 900), 'file-damaged'],
    ['a beginning alone', new TextEncoder().encode('PK\x03\x04'), 'file-damaged'],
    ['an encrypted part', zipFile(changed('', String).map((part) => ({ ...part, flags: 1 }))), 'file-damaged'],
    ['XML that is cut', zipFile(changed('xl/worksheets/sheet1.xml', (xml) => xml.slice(0, 300))), 'file-damaged'],
    ['a sheet of something else', workbook({ name: 'a', rows: [['项目', '金额']] }), 'file-header'],
    ['a sheet without people', workbook({ name: 'a', rows: [['姓名', '邮箱']] }), 'file-empty'],
  ])('is named: %s', (_, bytes, advice) => {
    expect(adviceFor(bytes)).toBe(advice);
  });

  it('is refused whatever bytes are changed, and never by an exception', () => {
    const whole = workbook({ name: 'a', rows });
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect(() => readWorkbook(bytes, 'x')).not.toThrow();
    }
  });
});

describe('a workbook made to harm', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  const inSheet = (more: string) =>
    zipFile(changed(sheet, (xml) => xml.replace('</sheetData>', `${more}</sheetData>`)));
  const inString = (more: string) =>
    zipFile(changed('xl/sharedStrings.xml', (xml) => xml.replace('</t>', `${more}</t>`)));
  const attributes = (count: number) => Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ');

  it.each<[string, (size: number) => Uint8Array]>([
    ['elements', (size) => inSheet('<c/>'.repeat(size))],
    ['elements within one another', (size) => inSheet('<c>'.repeat(size))],
    ['attributes', (size) => inSheet(`<row ${attributes(size)}/>`)],
    ['tags of attributes', (size) => inSheet(`<c ${attributes(100)}/>`.repeat(size / 100))],
    ['entities', (size) => inString('&lt;'.repeat(size))],
    ['texts', (size) => inString('x'.repeat(10 * size))],
    ['half a tag', (size) => inSheet('<c '.repeat(size))],
    ['cells far to the right', (size) => inSheet('<row><c r="KN1"><v>1</v></c></row>'.repeat(size / 100))],
  ])('takes no longer than its size: %s', async (_, bytesOf) => {
    expect(await isLinear(bytesOf, (bytes) => readWorkbook(bytes, 'x'), 1_500)).toBe(true);
  });

  it.each<[string, () => Uint8Array]>([
    ['millions of elements', () => inSheet('<c/>'.repeat(2_500_000))],
    ['millions of entities', () => inString('&lt;'.repeat(2_500_000))],
    ['a tag without an end', () => inSheet(`<c ${' '.repeat(200_000)}/>`)],
    [
      'a sheet of 60 MB that says it is small',
      () => zipFile(changed(sheet, (xml) => xml + ' '.repeat(60_000_000)).map((part) => ({ ...part, says: 10 }))),
    ],
  ])('is refused: %s', (_, bytes) => {
    expect(adviceFor(bytes())).toBe('file-damaged');
  });

  it('expands no entities of its own', () => {
    const declared = `<!DOCTYPE sst [<!ENTITY a "${'x'.repeat(1_000)}">]>`;
    const parts = changed('xl/sharedStrings.xml', (xml) => declared + xml.replace('李雷 &amp; Co', '&a;'));
    const names = read(zipFile(parts)).groups.flatMap(({ members }) => members.map(({ name }) => name));
    expect(names.join()).not.toContain('xx');
  });
});
