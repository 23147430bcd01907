import { mostColumns } from '../table/columns';
import type { TableRow } from '../table/read-table';
import { readXml, type XmlBudget } from './read-xml';

/** The texts that cells of a workbook refer to by number. Readings of Japanese texts (`rPh`) are no part of them. */
export const readSharedStrings = (xml: string, budget: XmlBudget): readonly string[] | null => {
  const strings: string[] = [];
  let text: string | null = null;
  let inText = false;
  let aside = 0;
  const whole = readXml(xml, budget, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') aside += 1;
      else if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === 'si') {
        strings.push(text ?? '');
        text = null;
      } else if (name === 'rPh') aside -= 1;
      else if (name === 't') inText = false;
    },
    text: (piece) => {
      if (inText && aside === 0 && text !== null) text += piece;
    },
  });
  return whole ? strings : null;
};

/** `AB12`: column 27, counted from 0. */
const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
};

/** A number as a person sees it: mobiles are kept as 1.38E10 by some programs. */
const asWritten = (value: string): string => {
  const number = Number(value);
  return value !== '' && Number.isSafeInteger(number) ? String(number) : value;
};

const asShown = (type: string, value: string, strings: readonly string[]): string => {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'e':
      return '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'str':
    case 'inlineStr':
      return value;
    default:
      return asWritten(value);
  }
};

/** The rows of a sheet that hold something, with their numbers. null: damaged, or beyond the budget. */
export const readSheet = (xml: string, strings: readonly string[], budget: XmlBudget): readonly TableRow[] | null => {
  const rows: TableRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let value = '';
  let inValue = false;
  let aside = 0;
  const whole = readXml(xml, budget, {
    open: (name, attributes) => {
      if (name === 'row') {
        line = Number(attributes().r) || line + 1;
        cells = [];
        column = -1;
      } else if (name === 'c') {
        const { r, t } = attributes();
        column = r ? columnOf(r) : column + 1;
        type = t ?? '';
        value = '';
      } else if (name === 'rPh') aside += 1;
      else if (name === 'v' || name === 't') inValue = true;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') aside -= 1;
      else if (name === 'c' && value !== '' && column >= 0 && column < mostColumns) {
        // Each empty cell before this one costs as much as a written one.
        budget.left -= Math.max(0, column - cells.length);
        while (cells.length < column) cells.push('');
        cells[column] = asShown(type, value, strings);
      } else if (name === 'row' && cells.length > 0) rows.push({ line, cells });
    },
    text: (piece) => {
      if (inValue && aside === 0) value += piece;
    },
  });
  return whole && budget.left >= 0 ? rows : null;
};
