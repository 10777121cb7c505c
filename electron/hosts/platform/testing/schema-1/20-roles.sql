-- The city platform, 2 of 4: roles and what they may do. Run after 10-tables.sql.
--   platform_writer   the systems that enter records; every column, no schema
--   platform_station  group of all stations: the columns that screens need, rows of their own area only (30-publications.sql), no writing
--   platform_relay    one reader for the whole city, who hands changes on to many stations
-- The login roles have no password, so nobody gets in before you give one:  \password platform_writer

BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'platform_writer') THEN
    CREATE ROLE platform_writer;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'platform_station') THEN
    CREATE ROLE platform_station;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'platform_relay') THEN
    CREATE ROLE platform_relay;
  END IF;
END
$$;

-- COPY into a table with row-level security needs BYPASSRLS.
ALTER ROLE platform_writer  NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN   NOREPLICATION BYPASSRLS;
ALTER ROLE platform_station NOSUPERUSER NOCREATEDB NOCREATEROLE NOLOGIN NOREPLICATION NOBYPASSRLS;
ALTER ROLE platform_relay   NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN   REPLICATION   NOBYPASSRLS;
GRANT platform_station TO platform_relay;

REVOKE ALL ON SCHEMA platform FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA platform FROM PUBLIC, platform_station, platform_relay, platform_writer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO platform_writer, platform_station;
GRANT EXECUTE ON FUNCTION platform.set_city(text, text) TO platform_writer;

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE
  ON platform.batch, platform.worker, platform.grid_profile, platform.task, platform.visit, platform.alert, platform.work_order,
     platform.position, platform.feed
  TO platform_writer;
GRANT SELECT, UPDATE (city_code, city_version) ON platform.meta TO platform_writer;

-- These columns leave the platform, in publications too (30-publications.sql reads them from here). No other does.
GRANT SELECT (schema_version, city_code, city_version) ON platform.meta TO platform_station;
GRANT SELECT (id, code, pushed_at, due_at, agency, origin_area, list_version)
  ON platform.batch TO platform_station;
GRANT SELECT (id, street, grid, role, worker_name, phone, shift_start_minute, shift_end_minute)
  ON platform.worker TO platform_station;
GRANT SELECT (grid, street, leader_id, leader_name, leader_phone, data_collected_at, updated_at)
  ON platform.grid_profile TO platform_station;
GRANT SELECT (id, batch_id, street, grid, placement, compound, state, outcome, list_mark, person_kind, worker_id, attempts, pushed_at,
              due_at, assigned_at, started_at, verified_at, unreachable_at, deferred_at, withdrawn_at, person_name, id_number, phone,
              address, note)
  ON platform.task TO platform_station;
GRANT SELECT (id, worker_id, street, grid, compound, kind, task_id, building, unit, floor_from, floor_to, households, visited_at)
  ON platform.visit TO platform_station;
GRANT SELECT (id, street, grid, placement, compound, kind, level, state, longitude, latitude, raised_at, acknowledged_at, closed_at,
              address, device)
  ON platform.alert TO platform_station;
GRANT SELECT (id, street, grid, placement, compound, source, category, state, supervised, title, reporter_name, reporter_phone,
              address, reported_at, due_at, accepted_at, dispatched_at, handled_at, closed_at, deferred_at)
  ON platform.work_order TO platform_station;
GRANT SELECT (worker_id, street, grid, longitude, latitude, heading, located_at)
  ON platform.position TO platform_station;

-- Without a policy a role sees no row: each station gets its own, the relay sees all.
DO $$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT c.oid::regclass AS name, c.oid, c.relrowsecurity AS is_enabled
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'street' AND NOT a.attisdropped
     WHERE c.relnamespace = 'platform'::regnamespace AND c.relkind = 'r'
     ORDER BY c.relname
  LOOP
    IF NOT place.is_enabled THEN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', place.name);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = place.oid AND polname = 'platform_relay') THEN
      EXECUTE format('CREATE POLICY platform_relay ON %s FOR SELECT TO platform_relay USING (true)', place.name);
    END IF;
  END LOOP;
END
$$;

COMMIT;
