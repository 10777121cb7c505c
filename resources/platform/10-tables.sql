-- The city platform, 1 of 4: schema and tables. PostgreSQL 15 to 18. Run as superuser, in this order, as often as you like:
--   psql -v ON_ERROR_STOP=1 -d city -f 10-tables.sql -f 20-roles.sql -f 30-publications.sql -f 40-settings.sql
-- Another version of the schema is a higher number below, and its ALTER TABLE … IF NOT EXISTS at the end of this file.
--
-- What a station may see of a table is granted column by column in 20-roles.sql; every other column stays here.
-- street: code of 9 digits, '000000000' where the street is unknown. grid: grid code, NULL where the record matches no grid, or two.
-- compound: number in the city file (platform.meta.city_version), NULL where unknown. worker_id, leader_id, task_id: -1 for none.
-- The primary key of a table with a street holds the street: row filters of publications need it in the replica identity.

BEGIN;

CREATE SCHEMA IF NOT EXISTS platform;

CREATE TABLE IF NOT EXISTS platform.meta (
  only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  schema_version  integer NOT NULL,
  city_code       text    NOT NULL DEFAULT '',
  city_version    text    NOT NULL DEFAULT ''
);
COMMENT ON TABLE platform.meta IS 'One row: version of this schema, code and version of the city that the records belong to.';

DO $$
BEGIN
  IF EXISTS (SELECT FROM platform.meta WHERE schema_version > 3) THEN
    RAISE EXCEPTION 'this database has a newer platform schema: run the files of that version'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
END
$$;

INSERT INTO platform.meta (schema_version) VALUES (3)
ON CONFLICT (only_row) DO UPDATE SET schema_version = EXCLUDED.schema_version;

CREATE TABLE IF NOT EXISTS platform.feed (
  name          text PRIMARY KEY,
  position      text NOT NULL,
  committed_at  timestamptz NOT NULL
);
COMMENT ON TABLE platform.feed IS 'How far each system that writes here has come; written in the transaction of its records.';

CREATE TABLE IF NOT EXISTS platform.batch (
  id             bigint PRIMARY KEY,
  code           text        NOT NULL,
  pushed_at      timestamptz NOT NULL,
  due_at         timestamptz NOT NULL,
  agency         text        NOT NULL,
  origin_area    text        NOT NULL,
  list_version   bigint      NOT NULL,
  source_system  text        NOT NULL DEFAULT '',
  entered_by     text        NOT NULL DEFAULT ''
);
COMMENT ON TABLE platform.batch IS '批次: one list of people to screen, pushed at one moment for one cut-off.';

CREATE TABLE IF NOT EXISTS platform.worker (
  id                  bigint NOT NULL UNIQUE,
  street              text   NOT NULL DEFAULT '000000000',
  grid                text,
  role                text   NOT NULL,
  worker_name         text   NOT NULL,
  phone               text   NOT NULL,
  shift_start_minute  bigint NOT NULL,
  shift_end_minute    bigint NOT NULL,
  source_system       text   NOT NULL DEFAULT '',
  entered_by          text   NOT NULL DEFAULT '',
  id_number           text,
  employed_since      date,
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.worker IS '社工、网格员、网格长 and their shift of the day.';

CREATE TABLE IF NOT EXISTS platform.grid_profile (
  grid               text        NOT NULL UNIQUE,
  street             text        NOT NULL DEFAULT '000000000',
  leader_id          bigint      NOT NULL,
  leader_name        text        NOT NULL,
  leader_phone       text        NOT NULL,
  data_collected_at  bytea       NOT NULL,
  updated_at         timestamptz NOT NULL,
  source_system      text        NOT NULL DEFAULT '',
  entered_by         text        NOT NULL DEFAULT '',
  PRIMARY KEY (grid, street)
);
COMMENT ON TABLE platform.grid_profile IS 'Leader of a grid and how old its 45 categories of data are (little-endian uint32 minutes since 1970).';

CREATE TABLE IF NOT EXISTS platform.task (
  id                  bigint      NOT NULL UNIQUE,
  batch_id            bigint      NOT NULL,
  street              text        NOT NULL DEFAULT '000000000',
  grid                text,
  placement           text        NOT NULL,
  compound            integer,
  state               text        NOT NULL,
  outcome             text        NOT NULL,
  list_mark           text        NOT NULL,
  person_kind         text        NOT NULL,
  worker_id           bigint      NOT NULL DEFAULT -1,
  attempts            bigint      NOT NULL DEFAULT 0,
  pushed_at           timestamptz NOT NULL,
  due_at              timestamptz NOT NULL,
  assigned_at         timestamptz,
  started_at          timestamptz,
  verified_at         timestamptz,
  unreachable_at      timestamptz,
  deferred_at         timestamptz,
  withdrawn_at        timestamptz,
  person_name         text        NOT NULL,
  id_number           text        NOT NULL,
  phone               text        NOT NULL,
  address             text        NOT NULL,
  note                text        NOT NULL DEFAULT '',
  source_system       text        NOT NULL DEFAULT '',
  entered_by          text        NOT NULL DEFAULT '',
  id_photo            bytea,
  household_register  text,
  travel_history      jsonb,
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.task IS '排查任务: one person of one batch.';

CREATE TABLE IF NOT EXISTS platform.visit (
  id             bigint      NOT NULL UNIQUE,
  worker_id      bigint      NOT NULL,
  street         text        NOT NULL DEFAULT '000000000',
  grid           text,
  compound       integer,
  kind           text        NOT NULL,
  task_id        bigint      NOT NULL DEFAULT -1,
  building       bigint      NOT NULL,
  unit           bigint      NOT NULL,
  floor_from     bigint      NOT NULL,
  floor_to       bigint      NOT NULL,
  households     bigint      NOT NULL,
  visited_at     timestamptz NOT NULL,
  source_system  text        NOT NULL DEFAULT '',
  entered_by     text        NOT NULL DEFAULT '',
  photo          bytea,
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.visit IS '打卡: a check-in at a door.';

CREATE TABLE IF NOT EXISTS platform.alert (
  id               bigint           NOT NULL UNIQUE,
  street           text             NOT NULL DEFAULT '000000000',
  grid             text,
  placement        text             NOT NULL,
  compound         integer,
  kind             text             NOT NULL,
  level            text             NOT NULL,
  state            text             NOT NULL,
  longitude        double precision NOT NULL,
  latitude         double precision NOT NULL,
  raised_at        timestamptz      NOT NULL,
  acknowledged_at  timestamptz,
  closed_at        timestamptz,
  address          text             NOT NULL,
  device           text             NOT NULL,
  source_system    text             NOT NULL DEFAULT '',
  entered_by       text             NOT NULL DEFAULT '',
  raw_signal       jsonb,
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.alert IS '预警 of a sensor, camera, button or person. Degrees in WGS-84.';

CREATE TABLE IF NOT EXISTS platform.work_order (
  id               bigint      NOT NULL UNIQUE,
  street           text        NOT NULL DEFAULT '000000000',
  grid             text,
  placement        text        NOT NULL,
  compound         integer,
  source           text        NOT NULL,
  category         text        NOT NULL,
  state            text        NOT NULL,
  supervised       bigint      NOT NULL DEFAULT 0,
  title            text        NOT NULL,
  reporter_name    text        NOT NULL,
  reporter_phone   text        NOT NULL,
  address          text        NOT NULL,
  reported_at      timestamptz NOT NULL,
  due_at           timestamptz NOT NULL,
  accepted_at      timestamptz,
  dispatched_at    timestamptz,
  handled_at       timestamptz,
  closed_at        timestamptz,
  deferred_at      timestamptz,
  source_system    text        NOT NULL DEFAULT '',
  entered_by       text        NOT NULL DEFAULT '',
  call_recording   bytea,
  internal_remark  text,
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.work_order IS '工单, those of the 12345 hotline included.';

CREATE TABLE IF NOT EXISTS platform.position (
  worker_id      bigint           NOT NULL UNIQUE,
  street         text             NOT NULL DEFAULT '000000000',
  grid           text,
  longitude      double precision NOT NULL,
  latitude       double precision NOT NULL,
  heading        bigint           NOT NULL,
  located_at     timestamptz      NOT NULL,
  source_system  text             NOT NULL DEFAULT '',
  PRIMARY KEY (worker_id, street)
) WITH (fillfactor = 50);
COMMENT ON TABLE platform.position IS 'Latest position of a worker on duty; deleted when the shift ends. Degrees in WGS-84.';

CREATE TABLE IF NOT EXISTS platform.track (
  id             bigint      NOT NULL UNIQUE,
  worker_id      bigint      NOT NULL,
  street         text        NOT NULL DEFAULT '000000000',
  grid           text,
  started_at     timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  known_until    timestamptz NOT NULL,
  fixes          bytea       NOT NULL,
  source_system  text        NOT NULL DEFAULT '',
  PRIMARY KEY (id, street)
);
COMMENT ON TABLE platform.track IS 'Where a worker was during one shift, written every quarter of an hour; nothing of off-duty hours.';
COMMENT ON COLUMN platform.track.fixes IS 'A fix is three LEB128 numbers: seconds since the fix before (the first: since started_at) times two, plus one where nothing was heard in between; then longitude and latitude less those of the fix before (the first: less 0), in 1e-6 degrees, zigzag.';

-- A station's first copy reads one street out of the whole city.
CREATE INDEX IF NOT EXISTS task_street       ON platform.task (street);
CREATE INDEX IF NOT EXISTS visit_street      ON platform.visit (street);
CREATE INDEX IF NOT EXISTS track_street      ON platform.track (street);
CREATE INDEX IF NOT EXISTS alert_street      ON platform.alert (street);
CREATE INDEX IF NOT EXISTS work_order_street ON platform.work_order (street);

CREATE OR REPLACE FUNCTION platform.set_city(code text, version text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF code !~ '^[1-9][0-9]{3}00$' THEN
    RAISE EXCEPTION '% is not the code of a city', code USING ERRCODE = 'invalid_parameter_value';
  END IF;
  UPDATE platform.meta SET city_code = code, city_version = version WHERE (city_code, city_version) IS DISTINCT FROM (code, version);
END
$$;
COMMENT ON FUNCTION platform.set_city IS 'Names the city of these records: its code, e.g. 320100, and the SHA-256 of resources/city/city.bin.';

COMMIT;
