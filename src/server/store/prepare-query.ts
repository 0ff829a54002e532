import type { CompiledQuery, Kysely } from "kysely";
import type { StoreTransaction, Tables } from "./tables.ts";

type Database = Kysely<Tables> | StoreTransaction;

interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

interface Prepared<Name, Row> {
  query: CompiledQuery<Row>;
  /** What stands in each parameter's place; `null` where it is always the same. */
  names: (Name | null)[];
}

/**
 * Makes a question that is asked often, with other texts each time. It is built once for an engine,
 * which takes several times as long as the engine takes to answer.
 *
 * @param build Is given a stand-in for each of the texts, by its name. It must not look at it.
 */
export function prepareQuery<Name extends string, Row>(
  build: (db: Database, text: (name: Name) => string) => Compilable<Row>,
): (db: Database, texts: Readonly<Record<Name, string>>) => Promise<Row[]> {
  const byEngine = new WeakMap<object, Prepared<Name, Row>>();

  function prepare(db: Database): Prepared<Name, Row> {
    const names = new Map<unknown, Name>();
    const query = build(db, (name) => {
      const standIn = `\u0000${name}`;
      names.set(standIn, name);
      return standIn;
    }).compile();
    return { query, names: query.parameters.map((parameter) => names.get(parameter) ?? null) };
  }

  return async (db, texts) => {
    const { adapter } = db.getExecutor();
    const prepared = byEngine.get(adapter) ?? prepare(db);
    byEngine.set(adapter, prepared);

    const { query, names } = prepared;
    const parameters = query.parameters.map((parameter, place) => {
      const name = names[place] ?? null;
      return name === null ? parameter : texts[name];
    });
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}
