import pg from 'pg';

/** What is kept of anybody who writes, whoever they are: by which account, and where the platform answers them. */
const KEPT_OF_ANYBODY = ['Claim', 'EdgeMemory'];

export interface RowWatch {
  /** The tables in which a row was written, changed or removed since this was last asked. */
  touched(): Promise<string[]>;
  close(): Promise<void>;
}

/** Watches every row of a database: whatever is committed to any table is noted. */
export async function watchRows(url: string): Promise<RowWatch> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table touched (name text);
    create function note_touched() returns trigger language plpgsql as
      $$ begin insert into touched values (tg_table_name); return null; end $$;
    do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not in ('touched') loop
        execute format('create trigger touched after insert or update or delete on %I
          for each row execute function note_touched()', name);
      end loop;
    end $$`);
  return {
    async touched() {
      const { rows } = await client.query<{ name: string }>(
        'with gone as (delete from touched returning name) select distinct name from gone order by name',
      );
      return rows.map(({ name }) => name).filter((name) => !KEPT_OF_ANYBODY.includes(name));
    },
    close: () => client.end(),
  };
}
