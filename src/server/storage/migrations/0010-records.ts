import type { Kysely } from 'kysely'
import { runScript } from '../run-script.ts'

const READ_COLUMNS = `
  day integer NOT NULL,
  car_id uuid NOT NULL,
  id uuid NOT NULL,
  sequence bigint NOT NULL,
  revision integer NOT NULL,
  recorded_at bigint NOT NULL,
  captured_at bigint NOT NULL,
  received_at bigint NOT NULL,
  camera_id text NOT NULL,
  camera_name text NOT NULL,
  plate text NOT NULL,
  state text,
  plate_probability real NOT NULL,
  latitude double precision,
  longitude double precision,
  has_hit boolean NOT NULL DEFAULT false,
  crop_hash text NOT NULL,
  context_hash text,
  canvass_id uuid,
  sha256 text NOT NULL,
  body bytea NOT NULL`

/**
 * What cars have sent. reads are partitioned by day (storage/partitions.ts makes the partitions), so that a purge of a
 * day is a drop; car_id is part of every key, so that the same tables can be distributed by it (docs/SCALE.md).
 */
export async function records(db: Kysely<never>): Promise<void> {
  await runScript(
    db,
    `
    CREATE TABLE reads (${READ_COLUMNS}, PRIMARY KEY (day, car_id, id)) PARTITION BY RANGE (day);
    CREATE INDEX reads_by_plate ON reads (plate text_pattern_ops, captured_at DESC);
    CREATE INDEX reads_by_time ON reads (captured_at DESC, id);
    CREATE TABLE kept_reads (${READ_COLUMNS}, kept_at bigint NOT NULL, PRIMARY KEY (day, car_id, id));
    CREATE INDEX kept_reads_by_plate ON kept_reads (plate text_pattern_ops, captured_at DESC);
    CREATE INDEX kept_reads_by_time ON kept_reads (captured_at DESC, id);

    CREATE TABLE images (
      day integer NOT NULL,
      hash text NOT NULL,
      car_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('crop', 'context')),
      mime text NOT NULL,
      bytes integer NOT NULL,
      received_at bigint NOT NULL,
      is_kept boolean NOT NULL DEFAULT false,
      PRIMARY KEY (day, car_id, hash)
    );
    CREATE INDEX images_by_hash ON images (hash);

    CREATE TABLE hits (
      car_id uuid NOT NULL,
      id uuid NOT NULL,
      day integer NOT NULL,
      read_id uuid NOT NULL,
      read_day integer NOT NULL,
      revision integer NOT NULL,
      raised_at bigint NOT NULL,
      received_at bigint NOT NULL,
      plate text NOT NULL,
      state text,
      category text NOT NULL,
      severity text NOT NULL,
      visibility text NOT NULL CHECK (visibility IN ('alert', 'silent', 'covert')),
      status text NOT NULL,
      decision text,
      reject_reason text,
      skipped integer NOT NULL DEFAULT 0,
      closed_at bigint,
      sha256 text NOT NULL,
      body bytea NOT NULL,
      PRIMARY KEY (car_id, id)
    );
    CREATE INDEX hits_by_read ON hits (read_day, car_id, read_id);
    CREATE INDEX hits_by_day ON hits (day);
    CREATE INDEX hits_by_time ON hits (raised_at DESC);

    CREATE TABLE other_records (
      car_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('entered', 'canvass')),
      id text NOT NULL,
      day integer NOT NULL,
      revision integer NOT NULL,
      recorded_at bigint NOT NULL,
      received_at bigint NOT NULL,
      sha256 text NOT NULL,
      body bytea NOT NULL,
      PRIMARY KEY (car_id, kind, id)
    );
    CREATE INDEX other_records_by_day ON other_records (day);

    CREATE TABLE car_audit (
      car_id uuid NOT NULL,
      device text NOT NULL,
      counter bigint NOT NULL,
      at bigint NOT NULL,
      hash text NOT NULL,
      entry text NOT NULL,
      signature text NOT NULL,
      PRIMARY KEY (car_id, device, counter)
    );

    CREATE TABLE batches (
      car_id uuid NOT NULL,
      batch uuid NOT NULL,
      at bigint NOT NULL,
      records integer NOT NULL,
      refused integer NOT NULL,
      bytes integer NOT NULL,
      how text NOT NULL CHECK (how IN ('network', 'package', 'provider')),
      PRIMARY KEY (car_id, batch)
    );
    CREATE INDEX batches_by_time ON batches (at);
  `,
  )
}
