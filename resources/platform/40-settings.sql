-- The city platform, 4 of 4: settings of the server that replication stands on. This file changes none of them: it shows what is and what
-- should be, with the line that sets it. Those marked "restart" take effect after a restart of the server, the others after
-- SELECT pg_reload_conf().

BEGIN;

CREATE OR REPLACE FUNCTION platform.check_settings()
RETURNS TABLE (setting text, value text, wanted text, satisfied boolean, remedy text)
LANGUAGE sql STABLE AS $$
  WITH need (setting, wanted, remedy, takes) AS (
    VALUES
      ('wal_level', 'logical', 'logical', 'restart'),
      ('max_replication_slots', 'at least 2 more than stations', '100', 'restart'),
      ('max_wal_senders', 'at least 2 more than stations', '100', 'restart'),
      ('max_slot_wal_keep_size', 'a limit that the disk has room for: a station offline for longer copies everything anew', '20GB', 'reload'),
      ('wal_sender_timeout', 'at least 10s: a dead line is noticed, a busy station is not cut off', '60s', 'reload'),
      ('idle_replication_slot_timeout', '0: a station may be offline for days (PostgreSQL 18 and newer)', '0', 'reload'),
      ('password_encryption', 'scram-sha-256', 'scram-sha-256', 'reload'),
      ('ssl', 'on, unless all stations are on this machine', 'on', 'reload'),
      ('synchronous_commit', 'on: off delays what stations see', 'on', 'reload')
  ), stations AS (
    SELECT count(*) AS number FROM pg_roles WHERE rolname ~ '^station_[0-9]+$'
  ), found AS (
    -- Plain numbers of the setting's own unit: 8kB, MB or ms.
    SELECT need.*, s.setting AS plain, current_setting(need.setting, true) AS shown
      FROM need LEFT JOIN pg_settings s ON s.name = need.setting
  )
  SELECT f.setting, f.shown, f.wanted,
         CASE f.setting
           WHEN 'max_replication_slots' THEN f.plain::bigint >= st.number + 2
           WHEN 'max_wal_senders' THEN f.plain::bigint >= st.number + 2
           WHEN 'max_slot_wal_keep_size' THEN f.plain::bigint > 0
           WHEN 'wal_sender_timeout' THEN f.plain::bigint = 0 OR f.plain::bigint >= 10000
           WHEN 'idle_replication_slot_timeout' THEN f.plain::bigint = 0
           WHEN 'ssl' THEN f.plain = 'on' OR current_setting('listen_addresses') IN ('', 'localhost', '127.0.0.1', '::1')
           WHEN 'synchronous_commit' THEN f.plain <> 'off'
           ELSE f.plain = f.wanted
         END,
         format('ALTER SYSTEM SET %I = %L;  -- %s', f.setting, f.remedy, f.takes)
    FROM found f CROSS JOIN stations st
   WHERE f.plain IS NOT NULL
   ORDER BY f.setting
$$;
COMMENT ON FUNCTION platform.check_settings IS 'Settings that replication to stations stands on, as they are and as they should be.';
REVOKE ALL ON FUNCTION platform.check_settings() FROM PUBLIC;

COMMIT;

SELECT * FROM platform.check_settings() ORDER BY satisfied, setting;
