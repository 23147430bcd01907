import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../../test/support/clock/cpu-time';
import { encodeAs } from '../../../test/support/disk/encode-as';
import { type Encoding, encodings } from '../../contract/encodings';
import { readText } from './decode-text';
import { encodingNamed } from './encoding-named';

const chinese = '组,姓名,邮箱,手机\r\n值班组,李雷,lilei@company.test,13800138000\r\n,韩梅梅,,\r\n';
const lists: readonly (readonly [Encoding, string])[] = [
  ['gb18030', chinese],
  ['gb18030', '组,姓名\n值班组,李雷\n'],
  ['gb18030', '姓名,电话\n欧阳震华,1\n夏侯惇,2\n'],
  ['big5', '組,姓名,手機\n值班組,張偉,0912345678\n夜班,林志玲,\n'],
  ['shift_jis', 'グループ,氏名,メール\n当番,田中太郎,t@x.jp\n夜勤,佐藤花子,\n'],
  ['euc-kr', '그룹,이름,휴대폰\n당직,김철수,010\n야간,박영희,\n'],
  ['utf-8', chinese],
  ['utf-16le', chinese],
  ['utf-16be', chinese],
  ['utf-8', 'name,email\nJörg Müller,j@x.de\n'],
  ['utf-8', 'name,email\nLi Lei,li@x.cn\n'],
];

describe('a text without a mark', () => {
  it.each(lists)('is read as %s for certain: %s', (encoding, text) => {
    expect(readText(encodeAs(text, encoding))).toEqual({ text, encoding, certain: true });
  });

  it.each<readonly [Encoding, string]>([
    ['windows-1252', 'name,email\nJörg Meier,j@x.de\n'],
    ['windows-1252', 'group,name\nNachtschicht,Jörg Müller\n,Zoë Groß\n,François Lefèvre\n,José Muñoz\n'],
    ['windows-1250', 'name,email\nLech Wałęsa,a@b.pl\nŁukasz Żak,\nZdzisław Ćwikła,\n'],
    ['windows-1251', 'Имя,Почта\nИван Петров,a@b.ru\nАнна Сидорова,\n'],
    ['shift_jis', 'name,mobile\n渡辺,1\n'],
    ['euc-kr', 'name,email\n김민수,a@b.kr\n'],
    ['gb18030', 'name\n张伟\n'],
  ])('is guessed as %s, and said to be a guess: %s', (encoding, text) => {
    expect(readText(encodeAs(text, encoding))).toEqual({ text, encoding, certain: false });
  });

  it('is never said to be certain in an encoding that it is not in', () => {
    const alphabets: readonly (readonly [Encoding, readonly string[]])[] = [
      ['gb18030', [...'张王李赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施佟曦珺骁彧婷琳娜强磊组部门班一二']],
      ['big5', [...'陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐慶龍鳳蘭馨嫻翊睿組部門班一二']],
      ['shift_jis', [...'佐藤鈴木高橋田中渡辺山本さくらひかるユウタケンジ組部門班一二']],
      ['euc-kr', [...'김이박최정강조윤장임가나다라마바사아자차카타파하헌욱팀과반']],
      ['windows-1252', [...'aeiorstnéèêüöäßñçåøæABCÉÖ']],
      ['windows-1250', [...'aeiorstnąćęłńóśźżřěůABCŁŚŽ']],
      ['windows-1251', [...'абвгдеиклмнопрстуАБВГИ']],
    ];
    const list = fc.constantFrom(...alphabets).chain(([encoding, characters]) => {
      const name = fc
        .array(fc.constantFrom(...characters), { minLength: 2, maxLength: 6 })
        .map((each) => each.join(''));
      return fc.record({ encoding: fc.constant(encoding), names: fc.array(name, { minLength: 1, maxLength: 60 }) });
    });
    fc.assert(
      fc.property(list, ({ encoding, names }) => {
        const text = `name,email\n${names.map((name) => `${name},a@b.test\n`).join('')}`;
        const read = readText(encodeAs(text, encoding));
        // A text of one or two letters may be valid UTF-8 by accident.
        if (read.certain && read.encoding !== 'utf-8') expect(read.text).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('is UTF-8 with a damaged place rather than another encoding, and said to be a guess', () => {
    const bytes = [...encodeAs(`${chinese}夜班,张伟,,\n`, 'utf-8')];
    bytes.splice(bytes.length - 8, 1);
    const read = readText(new Uint8Array(bytes));
    expect([read.encoding, read.certain]).toEqual(['utf-8', false]);
    expect(read.text).toContain('李雷');
  });
});

describe('a text with a mark', () => {
  it.each<Encoding>(['utf-8', 'utf-16le', 'utf-16be'])(
    'is %s, and the mark is no part of it, twice or not',
    (encoding) => {
      for (const mark of ['\uFEFF', '\uFEFF\uFEFF'])
        expect(readText(encodeAs(mark + chinese, encoding))).toEqual({ text: chinese, encoding, certain: true });
    },
  );
});

it('is read in the encoding that a person names', () => {
  const text = 'Szűcs Gábor\n';
  expect(readText(encodeAs(text, 'windows-1250'), 'windows-1250')).toEqual({
    text,
    encoding: 'windows-1250',
    certain: true,
  });
  // Some decoders of Node take this range for control characters.
  expect(readText(new Uint8Array([0x80, 0x92]), 'windows-1252').text).toBe('€’');
});

it('decodes a rare character that only GB18030 has', () => {
  expect(readText(new Uint8Array([0x95, 0x32, 0x82, 0x36, 0xc0, 0xee]), 'gb18030').text).toBe('\u{20000}李');
});

it.each<readonly [string, Encoding | null]>([
  ...encodings.map((encoding) => [encoding.toUpperCase(), encoding] as const),
  ['gbk', 'gb18030'],
  ['latin1', 'windows-1252'],
  ['sjis', 'shift_jis'],
  ['koi8-r', null],
  ['klingon', null],
])('an encoding named %s is %s', (label, encoding) => {
  expect(encodingNamed(label)).toBe(encoding);
});

it('guesses a large text as quickly as a small one', async () => {
  const line = encodeAs('值班组,李雷,lilei@company.test\n', 'gb18030');
  const large = new Uint8Array(5_000_000).map((_, at) => line[at % line.length] ?? 0);
  expect(await cpuTime(() => expect(readText(large).certain).toBe(true))).toBeLessThan(2_000);
});
