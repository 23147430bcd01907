import { homedir, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../program';
import { words } from '../words/words';
import { diagnosticsReport } from './diagnostics-report';
import { privateWords } from './private-words';
import { readLogTail } from './read-log-tail';
import { settingsLines, workspaceLines } from './settings-lines';

export interface MakeReportParts {
  program: Program;
  home: string;
  /** The program's own words about itself, such as its version. */
  facts: Readonly<Record<string, string>>;
  env: Readonly<Record<string, string | undefined>>;
  now: number;
}

/** How many buzzes are told of. */
const buzzes = 20;

/** Collects the diagnostics report. Rarely needed, so it is loaded when it is asked for. */
export const makeReport = async ({ program, home, facts, env, now }: MakeReportParts): Promise<string> => {
  const { store, engine, locale, workspaces, currentWorkspaceId, notices } = program;
  const rows = engine.list({ before: null, limit: buzzes, query: '', outcome: null });
  const boards = rows.flatMap(({ id }) => {
    const board = engine.board(id);
    return board.ok ? [board.value] : [];
  });
  const told = rows.flatMap(({ id }) => {
    const diagnostics = engine.diagnostics(id);
    return diagnostics.ok ? [diagnostics.value, ''] : [];
  });
  return diagnosticsReport({
    at: now,
    intro: words[locale()].diagnosticsIntro,
    computer: {
      ...facts,
      system: `${process.platform} ${release()} ${process.arch}`,
      session: [env.XDG_SESSION_TYPE, env.XDG_CURRENT_DESKTOP].filter(Boolean).join(' ') || '-',
      locale: locale(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      running: `${Math.round(process.uptime())} s, ${engine.running} buzzes under way, ${engine.armed.length} ladders armed`,
    },
    settings: settingsLines(store.settings()),
    workspaces: workspaceLines(workspaces(), (id) => store.groups(id), currentWorkspaceId()),
    notices: notices(),
    buzzes: told,
    log: await readLogTail(join(home, 'logs')),
    secretWords: privateWords(program, boards, [home, homedir(), userInfo().username]),
  });
};
