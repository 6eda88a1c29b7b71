-- devicetypes?
-- nobody in particular

SELECT "t"."name" AS "name", "t"."architecture" AS "architecture", "t"."processor" AS "processor",
  "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."name" FROM "aliases" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "aliases",
  "t"."bits" AS "bits",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."description" AS "description",
  "t"."health_frequency" AS "health_frequency", "t"."disable_health_check" AS "disable_health_check",
  "t"."health_denominator" AS "health_denominator", "t"."display" AS "display",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
ORDER BY "t"."name" ASC
LIMIT 51
OFFSET 0;

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL);


-- devicetypes?
-- a user

SELECT "t"."name" AS "name", "t"."architecture" AS "architecture", "t"."processor" AS "processor",
  "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."name" FROM "aliases" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "aliases",
  "t"."bits" AS "bits",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."description" AS "description",
  "t"."health_frequency" AS "health_frequency", "t"."disable_health_check" AS "disable_health_check",
  "t"."health_denominator" AS "health_denominator", "t"."display" AS "display",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
ORDER BY "t"."name" ASC
LIMIT 51
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL);
-- $1 = 7


