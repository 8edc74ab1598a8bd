import type { Kysely } from 'kysely'
import { runScript } from '../run-script.ts'

/** Refuses every change of a table whose rows are proof. */
const stays = (table: string): string => `
  CREATE TRIGGER ${table}_stay BEFORE UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION is_never_changed();`

/** Holds, purges and what proves them. */
export async function keeping(db: Kysely<never>): Promise<void> {
  await runScript(
    db,
    `
    CREATE FUNCTION is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'a row of % is never changed', TG_TABLE_NAME; END $$;

    CREATE TABLE holds (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('evidence', 'anticipated-evidence', 'legal-process', 'discovery',
        'ongoing-investigation', 'acted-on')),
      ground text NOT NULL,
      case_number text NOT NULL,
      placed_at bigint NOT NULL,
      placed_badge text NOT NULL,
      placed_name text NOT NULL,
      review_at bigint NOT NULL,
      lifted_at bigint,
      lifted_badge text,
      lifted_name text,
      lifted_why text,
      schedule_until bigint
    );
    CREATE TABLE hold_reviews (
      id uuid PRIMARY KEY,
      hold_id uuid NOT NULL REFERENCES holds (id),
      at bigint NOT NULL,
      badge text NOT NULL,
      name text NOT NULL,
      words text NOT NULL,
      next_review_at bigint NOT NULL
    );
    ${stays('hold_reviews')}
    CREATE TABLE hold_items (
      hold_id uuid NOT NULL REFERENCES holds (id),
      car_id uuid NOT NULL,
      read_day integer NOT NULL,
      read_id uuid NOT NULL,
      PRIMARY KEY (hold_id, read_day, car_id, read_id)
    );
    CREATE INDEX hold_items_by_read ON hold_items (read_day, car_id, read_id);

    CREATE TABLE purges (
      id uuid PRIMARY KEY,
      class text NOT NULL,
      through_day integer NOT NULL,
      at bigint NOT NULL,
      rows bigint NOT NULL,
      images bigint NOT NULL,
      kept bigint NOT NULL,
      digest text NOT NULL,
      policy text NOT NULL,
      badge text NOT NULL,
      name text NOT NULL,
      how text NOT NULL CHECK (how IN ('automatic', 'reviewed', 'approved'))
    );
    ${stays('purges')}
    CREATE TABLE purge_proposals (
      id uuid PRIMARY KEY,
      class text NOT NULL,
      through_day integer NOT NULL,
      proposed_at bigint NOT NULL,
      rows bigint NOT NULL,
      images bigint NOT NULL,
      kept bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'done')),
      decided_at bigint,
      badge text,
      name text,
      words text
    );
    CREATE UNIQUE INDEX purge_proposals_waiting ON purge_proposals (class) WHERE state = 'waiting';
    CREATE TABLE purge_tasks (
      id bigserial PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('object', 'kept-key')),
      name text NOT NULL
    );
    CREATE TABLE proofs (
      id uuid PRIMARY KEY,
      at bigint NOT NULL,
      class text NOT NULL,
      cutoff_at bigint NOT NULL,
      oldest_at bigint,
      older_without_hold bigint NOT NULL,
      is_met boolean NOT NULL
    );
    ${stays('proofs')}
  `,
  )
}
