import { failed, ok, problem } from '../../../../contract/advice/problem';
import { mostRows } from '../../../../contract/limits';
import { groupsCsvHeader } from '../groups-csv';
import type { GroupsFile, WrongLine } from '../groups-file';
import { groupsOfTables } from '../table/groups-of-tables';
import { type ReadTable, readTable } from '../table/read-table';
import { readXml, type XmlBudget } from './read-xml';
import { readSharedStrings, readSheet } from './sheet-rows';
import { zipParts } from './unzip';

/** Most bytes of one part, and of all parts together, once inflated: a workbook of twenty thousand people has a third. */
const most = { part: 20_000_000, all: 24_000_000 } as const;
/** Most elements, attributes, entities and empty cells of a workbook. */
const mostWork = 2_000_000;

/** Files that are zip files too, told by a part that they have. */
const others = [
  ['xl/workbook.bin', 'file-xlsb'],
  ['content.xml', 'file-ods'],
  ['Index/Document.iwa', 'file-numbers'],
  ['word/document.xml', 'file-document'],
  ['ppt/presentation.xml', 'file-document'],
] as const;

/** Names that programs give sheets by themselves: they name no group. */
const unnamed = /^(?:sheet|工作表|表|シート|hoja|feuil|tabelle|лист)\s*\d*$/i;

interface Sheet {
  name: string;
  hidden: boolean;
  part: string;
}

/** The parts that a part refers to, by id: `xl/worksheets/sheet1.xml`. */
const readTargets = (xml: string, budget: XmlBudget): ReadonlyMap<string, string> => {
  const targets = new Map<string, string>();
  readXml(xml, budget, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const { Id, Target = '' } = attributes();
      if (Id) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
};

const readSheets = (xml: string, targets: ReadonlyMap<string, string>, budget: XmlBudget): readonly Sheet[] => {
  const sheets: Sheet[] = [];
  readXml(xml, budget, {
    open: (tag, attributes) => {
      if (tag !== 'sheet') return;
      // The sheet's own number is called sheetId, so `id` is that of the relationship, whatever its prefix.
      const { name = '', id = '', state = 'visible' } = attributes();
      const part = targets.get(id);
      if (part !== undefined) sheets.push({ name, hidden: state !== 'visible', part });
    },
  });
  return sheets;
};

/**
 * Reads groups from a workbook as Excel, WPS, Numbers, LibreOffice and Feishu write it (.xlsx): each visible sheet is a
 * table. People whom a table puts into no group are in one with the sheet's name if there are several, else the file's.
 * Formulas count by the value they had when the file was saved.
 */
export const readWorkbook = (bytes: Uint8Array, called: string): GroupsFile => {
  const parts = new Map(zipParts(bytes)?.map((part) => [part.name, part]));
  const other = others.find(([name]) => parts.has(name));
  if (other) return failed(problem(other[1]));
  if (!parts.has('xl/workbook.xml')) return failed(problem(parts.size > 0 ? 'file-archive' : 'file-damaged'));

  let left: number = most.all;
  const budget: XmlBudget = { left: mostWork };
  const read = (name: string): string | null => {
    const content = parts.get(name)?.read(Math.min(left, most.part)) ?? null;
    left -= content?.length ?? 0;
    return content && new TextDecoder().decode(content);
  };
  /** Reads a part that has to be there and well-formed. */
  const readPart = <T>(name: string, as: (xml: string) => T | null): T | null => {
    const xml = read(name);
    return xml === null ? null : as(xml);
  };
  const targets = readPart('xl/_rels/workbook.xml.rels', (xml) => readTargets(xml, budget)) ?? new Map();
  const sheets = readPart('xl/workbook.xml', (xml) => readSheets(xml, targets, budget)) ?? [];
  const shared = [...targets.values()].find((part) => /sharedStrings\.xml$/i.test(part)) ?? 'xl/sharedStrings.xml';
  const strings = parts.has(shared) ? readPart(shared, (xml) => readSharedStrings(xml, budget)) : [];
  if (!strings || sheets.length === 0) return failed(problem('file-damaged'));

  const visible = sheets.filter(({ hidden }) => !hidden);
  const several = visible.length > 1;
  const tables: { table: ReadTable; sheet: string | null }[] = [];
  const notes = sheets
    .filter(({ hidden }) => hidden)
    .map(({ name }): WrongLine => ({ line: null, problem: problem('sheet-hidden', { sheet: name }) }));
  for (const { name, part } of visible) {
    const rows = readPart(part, (xml) => readSheet(xml, strings, budget));
    if (!rows) return failed(problem('file-damaged'));
    if (rows.length > mostRows) return failed(problem('file-long', { most: String(mostRows) }));
    if (rows.length === 0) continue;
    const table = readTable(rows, several && !unnamed.test(name.trim()) ? name : called);
    if (table) tables.push({ table, sheet: several ? name : null });
    else notes.push({ line: null, problem: problem('sheet-unread', { sheet: name }) });
  }
  if (tables.length === 0) return failed(problem('file-header', { header: groupsCsvHeader }));
  if (tables.every(({ table }) => table.groups.size === 0))
    return failed(problem('file-empty', { header: groupsCsvHeader }));
  const groups = groupsOfTables(tables);
  return ok({ ...groups, wrong: [...groups.wrong, ...notes] });
};
