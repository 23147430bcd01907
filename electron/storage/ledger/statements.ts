import type Database from 'libsql';

/** Gives the statement of a text, prepared with its first use. For texts that are part of the program: all are kept. */
export type Prepare = (sql: string) => Database.Statement;

export const preparing = (db: Database.Database): Prepare => {
  const prepared = new Map<string, Database.Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
};
