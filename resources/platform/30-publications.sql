-- The city platform, 3 of 4: publications and stations. Run after 20-roles.sql. Then name the city once:
--   SELECT platform.set_city('320100', '<SHA-256 of resources/city/city.bin>');
-- and for each street, district or the city:
--   SELECT platform.add_station('320106002');     role station_320106002, its rows, its publication area_320106002
--   \password station_320106002
-- and SELECT platform.remove_station('320106002') when it closes; SELECT platform.publish_area('320106002') makes or repairs the
-- publication alone. Where a relay hands the city on to many stations (npm run relay), make its publication relay_320100 too:
--   SELECT platform.publish_relay();
-- It has all of the city but the positions: who knows where workers are says so to NATS itself, and nobody decodes it here.
--
-- What publications do not protect against: a role with REPLICATION may name any publication, and so may read the listed columns of every
-- area. Where that matters, give stations no REPLICATION and let the relay hand out changes, street by street.

BEGIN;

-- Rows of an area, written as PostgreSQL itself writes conditions, so that a policy can be compared with it; NULL for all of the city.
CREATE OR REPLACE FUNCTION platform.area_condition(code text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  city text := (SELECT city_code FROM platform.meta);
BEGIN
  IF city = '' THEN
    RAISE EXCEPTION 'the city is not named yet: SELECT platform.set_city(...)' USING ERRCODE = 'object_not_in_prerequisite_state';
  ELSIF code = city THEN
    RETURN NULL;
  ELSIF code ~ '^[0-9]{9}$' AND left(code, 4) = left(city, 4) THEN
    RETURN format('(street = %L::text)', code);
  ELSIF code ~ '^[0-9]{6}$' AND left(code, 4) = left(city, 4) THEN
    RETURN format('(street ~~ %L::text)', code || '%');
  END IF;
  RAISE EXCEPTION '% is not %, a district of it (6 digits) or a street (9 digits)', code, city USING ERRCODE = 'invalid_parameter_value';
END
$$;

-- The tables whose records leave the platform, with the columns that a station may see.
CREATE OR REPLACE VIEW platform.published_table AS
SELECT c.oid::regclass AS name,
       string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
       bool_or(a.attname = 'street') AS has_street
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relnamespace = 'platform'::regnamespace AND c.relkind = 'r' AND c.relname <> 'meta'
   AND has_column_privilege('platform_station', c.oid, a.attnum, 'SELECT')
 GROUP BY c.oid;

-- Makes or repairs a publication of all tables but some, with the rows of a condition on the street; NULL for all of the city.
CREATE OR REPLACE FUNCTION platform.publish(publication text, condition text, without name[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  tables text;
BEGIN
  SELECT string_agg(
           format('TABLE %s (%s)', name, columns)
             || CASE WHEN has_street AND condition IS NOT NULL THEN ' WHERE ' || condition ELSE '' END,
           ', ' ORDER BY name::text)
    INTO tables
    FROM platform.published_table
   WHERE (SELECT relname FROM pg_class WHERE oid = name) <> ALL (without);
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = publication) THEN
    EXECUTE format('ALTER PUBLICATION %I SET %s', publication, tables);
    EXECUTE format('ALTER PUBLICATION %I SET (publish = %L)', publication, 'insert, update, delete, truncate');
  ELSE
    EXECUTE format('CREATE PUBLICATION %I FOR %s', publication, tables);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION platform.publish_area(code text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM platform.publish('area_' || code, platform.area_condition(code), '{}');
END
$$;
COMMENT ON FUNCTION platform.publish_area IS 'Makes or repairs publication area_<code> of a street (9 digits), a district (6) or the city.';

CREATE OR REPLACE FUNCTION platform.publish_relay() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  city        text := (SELECT city_code FROM platform.meta);
  publication text := 'relay_' || city;
BEGIN
  PERFORM platform.publish(publication, platform.area_condition(city), '{position}');
  RETURN publication;
END
$$;
COMMENT ON FUNCTION platform.publish_relay IS 'Makes or repairs publication relay_<city>: all of the city but the positions, which go to NATS alone. Answers its name.';

CREATE OR REPLACE FUNCTION platform.add_station(code text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  station   text := 'station_' || code;
  condition text := coalesce(platform.area_condition(code), 'true');
  place     regclass;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = station) THEN
    EXECUTE format('CREATE ROLE %I', station);
  END IF;
  EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN REPLICATION NOBYPASSRLS', station);
  EXECUTE format('GRANT platform_station TO %I', station);
  FOR place IN SELECT name FROM platform.published_table WHERE has_street LOOP
    -- A policy locks its table for a moment: waiting for a station that copies, it would hold up those who write.
    CONTINUE WHEN EXISTS (SELECT FROM pg_policy WHERE polrelid = place AND polname = station AND polcmd = 'r'
                                                  AND pg_get_expr(polqual, polrelid) = condition);
    EXECUTE format('DROP POLICY IF EXISTS %I ON %s', station, place);
    EXECUTE format('CREATE POLICY %I ON %s FOR SELECT TO %I USING (%s)', station, place, station, condition);
  END LOOP;
  PERFORM platform.publish_area(code);
  RETURN station;
END
$$;
COMMENT ON FUNCTION platform.add_station IS 'Makes or repairs role, row policies and publication of a station; answers the role. Its password stays as it is.';

CREATE OR REPLACE FUNCTION platform.remove_station(code text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  station text := 'station_' || code;
  place   regclass;
BEGIN
  PERFORM platform.area_condition(code);
  FOR place IN SELECT name FROM platform.published_table WHERE has_street LOOP
    EXECUTE format('DROP POLICY IF EXISTS %I ON %s', station, place);
  END LOOP;
  EXECUTE format('DROP PUBLICATION IF EXISTS %I', 'area_' || code);
  EXECUTE format('DROP ROLE IF EXISTS %I', station);
END
$$;
COMMENT ON FUNCTION platform.remove_station IS 'Drops role, row policies and publication of a station. Its replication slots are dropped by hand: pg_drop_replication_slot.';

REVOKE ALL ON platform.published_table FROM PUBLIC;
REVOKE ALL ON FUNCTION platform.area_condition(text), platform.publish(text, text, name[]), platform.publish_area(text),
                       platform.publish_relay(), platform.add_station(text), platform.remove_station(text) FROM PUBLIC;

-- Areas made by an earlier version of these files follow the columns and rows of this one.
DO $$
DECLARE
  code text;
BEGIN
  FOR code IN SELECT substr(pubname, 6) FROM pg_publication WHERE pubname ~ '^area_[1-9][0-9]{5}([0-9]{3})?$' LOOP
    PERFORM platform.publish_area(code);
  END LOOP;
  FOR code IN SELECT substr(rolname, 9) FROM pg_roles WHERE rolname ~ '^station_[1-9][0-9]{5}([0-9]{3})?$'
                 AND 'area_' || substr(rolname, 9) IN (SELECT pubname FROM pg_publication) LOOP
    PERFORM platform.add_station(code);
  END LOOP;
  -- Before version 3 a relay read the city's own publication.
  IF EXISTS (SELECT FROM pg_publication, platform.meta WHERE pubname IN ('area_' || city_code, 'relay_' || city_code)) THEN
    PERFORM platform.publish_relay();
  END IF;
END
$$;

COMMIT;
