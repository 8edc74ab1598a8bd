import type { Kysely } from 'kysely'
import { runScript } from '../run-script.ts'

/** What leaves the department: evidence, shares, answers; and who may ask for it. */
export async function release(db: Kysely<never>): Promise<void> {
  await runScript(
    db,
    `
    CREATE TABLE evidence (
      id uuid PRIMARY KEY,
      made_at bigint NOT NULL,
      badge text NOT NULL,
      name text NOT NULL,
      case_number text NOT NULL,
      hold_id uuid REFERENCES holds (id),
      target text NOT NULL CHECK (target IN ('portable-media', 'evidence.com')),
      items integer NOT NULL,
      bytes bigint NOT NULL,
      sha256 text NOT NULL,
      object text,
      media_id text,
      booking_number text,
      receipt text,
      evidence_id text,
      upload_status text CHECK (upload_status IN ('not-uploaded', 'uploaded', 'confirmed')),
      booked_at bigint,
      booked_badge text
    );
    CREATE TABLE custody (
      id uuid PRIMARY KEY,
      evidence_id uuid NOT NULL REFERENCES evidence (id),
      at bigint NOT NULL,
      badge text NOT NULL,
      name text NOT NULL,
      step text NOT NULL,
      words text NOT NULL
    );
    CREATE TRIGGER custody_stay BEFORE UPDATE OR DELETE ON custody
      FOR EACH ROW EXECUTE FUNCTION is_never_changed();

    CREATE TABLE agencies (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      ori text,
      state text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('law-enforcement', 'prosecutor', 'other')),
      contacts text NOT NULL,
      verified_how text,
      verified_at bigint,
      verified_by text,
      added_at bigint NOT NULL,
      added_by text NOT NULL,
      removed_at bigint
    );
    CREATE UNIQUE INDEX agencies_by_ori ON agencies (ori) WHERE ori IS NOT NULL AND removed_at IS NULL;
    CREATE TABLE declarations (
      id uuid PRIMARY KEY,
      agency_id uuid NOT NULL REFERENCES agencies (id),
      signer text NOT NULL,
      signed_at bigint NOT NULL,
      valid_until bigint,
      document_sha256 text NOT NULL,
      document_name text NOT NULL,
      object text NOT NULL,
      added_at bigint NOT NULL,
      added_by text NOT NULL,
      withdrawn_at bigint,
      withdrawn_why text
    );
    -- An approved request stays on file longer than the data (Alsip 709.6(c)): rows are never deleted.
    CREATE TABLE share_requests (
      id uuid PRIMARY KEY,
      agency_id uuid NOT NULL REFERENCES agencies (id),
      person text NOT NULL,
      purpose text NOT NULL,
      legal_basis text NOT NULL,
      case_number text NOT NULL,
      writing_name text,
      writing_sha256 text,
      writing_object text,
      requested_at bigint NOT NULL,
      entered_badge text NOT NULL,
      entered_name text NOT NULL,
      query jsonb NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'fulfilled', 'withdrawn')),
      decided_at bigint,
      decided_badge text,
      decided_name text,
      decided_words text,
      fulfilled_at bigint,
      forwarded_at bigint,
      seen_at bigint,
      seen_badge text,
      CHECK (decided_badge IS NULL OR decided_badge <> entered_badge OR state = 'withdrawn')
    );
    CREATE TRIGGER share_requests_are_kept BEFORE DELETE ON share_requests
      FOR EACH ROW EXECUTE FUNCTION is_never_changed();
    CREATE TABLE shares (
      id uuid PRIMARY KEY,
      request_id uuid NOT NULL REFERENCES share_requests (id),
      made_at bigint NOT NULL,
      badge text NOT NULL,
      name text NOT NULL,
      items integer NOT NULL,
      bytes bigint NOT NULL,
      sha256 text NOT NULL,
      watermark text NOT NULL,
      expires_at bigint NOT NULL,
      object text,
      fetched_at bigint
    );
    CREATE TABLE other_requests (
      id uuid PRIMARY KEY,
      received_at bigint NOT NULL,
      from_whom text NOT NULL,
      words text NOT NULL,
      routed_to text NOT NULL,
      entered_badge text NOT NULL,
      entered_name text NOT NULL,
      answered_at bigint,
      answered_badge text,
      answered_name text,
      answer text
    );
  `,
  )
}
