import type { Kysely } from 'kysely'
import { runScript } from '../run-script.ts'

/** Cars, what they are told, and what is said of them. */
export async function cars(db: Kysely<never>): Promise<void> {
  await runScript(
    db,
    `
    CREATE TABLE cars (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      state text NOT NULL CHECK (state IN ('enrolled', 'revoked')),
      certificate text NOT NULL,
      certificate_serial text NOT NULL UNIQUE,
      renewed_certificate text,
      renewed_serial text UNIQUE,
      device_key text NOT NULL,
      enrolled_at bigint NOT NULL,
      enrolled_by text NOT NULL,
      revoked_at bigint,
      revoked_by text,
      revoked_why text,
      last_contact_at bigint,
      last_complete_at bigint,
      oldest_waiting_at bigint,
      waiting integer NOT NULL DEFAULT 0,
      version text,
      policy text,
      report jsonb,
      head_counter bigint,
      head_hash text
    );
    CREATE TABLE enrolment_codes (
      hash text PRIMARY KEY,
      car_name text NOT NULL,
      issued_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      issued_by text NOT NULL,
      used_at bigint,
      car_id uuid
    );
    -- car_id null: every car.
    CREATE TABLE orders (
      id uuid PRIMARY KEY,
      car_id uuid,
      issued_at bigint NOT NULL,
      badge text NOT NULL,
      name text NOT NULL
    );
    CREATE TABLE order_states (
      order_id uuid NOT NULL REFERENCES orders (id),
      car_id uuid NOT NULL,
      taken_at bigint,
      done_at bigint,
      waiting_at_start integer,
      PRIMARY KEY (order_id, car_id)
    );
    CREATE TABLE outgoing (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('roster', 'training', 'release', 'policy', 'order', 'hot-list')),
      car_id uuid,
      serial integer NOT NULL,
      issued_at bigint NOT NULL,
      sha256 text NOT NULL,
      bytes integer NOT NULL,
      text text NOT NULL,
      content text,
      list_name text,
      list_sha256 text,
      list_lines integer,
      base_sha256 text
    );
    CREATE INDEX outgoing_by_kind ON outgoing (kind, serial DESC);

    CREATE TABLE notices (
      id uuid PRIMARY KEY,
      kind text NOT NULL,
      subject text NOT NULL,
      car_id uuid,
      level text NOT NULL CHECK (level IN ('warning', 'urgent')),
      words text NOT NULL,
      raised_at bigint NOT NULL,
      cleared_at bigint,
      mailed_at bigint,
      seen_at bigint,
      seen_badge text
    );
    CREATE UNIQUE INDEX notices_standing ON notices (kind, subject) WHERE cleared_at IS NULL;

    CREATE TABLE pending_acts (
      sequence bigserial PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      badge text NOT NULL,
      name text NOT NULL,
      action text NOT NULL,
      subject text NOT NULL,
      detail text NOT NULL,
      about text NOT NULL
    );
    CREATE TABLE searches (
      id uuid PRIMARY KEY,
      at bigint NOT NULL,
      badge text NOT NULL,
      purpose text NOT NULL,
      has_case boolean NOT NULL,
      results integer NOT NULL
    );
    CREATE INDEX searches_by_time ON searches (at);
  `,
  )
}
