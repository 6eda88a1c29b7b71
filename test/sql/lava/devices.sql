-- devices?
-- nobody in particular

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."device_version" AS "device_version",
  "t"."physical_owner" AS "physical_owner", "t"."physical_group" AS "physical_group",
  "t"."description" AS "description",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."last_health_report_job" AS "last_health_report_job",
  "t"."worker_host" AS "worker_host", "t"."is_synced" AS "is_synced",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL);


-- devices?
-- a user

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."device_version" AS "device_version",
  "t"."physical_owner" AS "physical_owner", "t"."physical_group" AS "physical_group",
  "t"."description" AS "description",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."last_health_report_job" AS "last_health_report_job",
  "t"."worker_host" AS "worker_host", "t"."is_synced" AS "is_synced",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices($1, false)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices($1, false)), true) IS NOT NULL);
-- $1 = 7


-- devices?health__in=Good,Unknown&tags__name=usb
-- nobody in particular

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."device_version" AS "device_version",
  "t"."physical_owner" AS "physical_owner", "t"."physical_group" AS "physical_group",
  "t"."description" AS "description",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."last_health_report_job" AS "last_health_report_job",
  "t"."worker_host" AS "worker_host", "t"."is_synced" AS "is_synced",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  AND "t"."health" = ANY($1::text[])
  AND EXISTS (
    SELECT 1
    FROM "device_tags" "r2"
    JOIN "tags" "r1" ON "r1"."id" = "r2"."tag"
    WHERE "r2"."device" = "t"."hostname" AND "r1"."name" = $2::text
  )
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;
-- $1 = ["Good","Unknown"], $2 = "usb"

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  AND "t"."health" = ANY($1::text[])
  AND EXISTS (
    SELECT 1
    FROM "device_tags" "r2"
    JOIN "tags" "r1" ON "r1"."id" = "r2"."tag"
    WHERE "r2"."device" = "t"."hostname" AND "r1"."name" = $2::text
  );
-- $1 = ["Good","Unknown"], $2 = "usb"


-- devices?health__in=Good,Unknown&tags__name=usb
-- a user

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."device_version" AS "device_version",
  "t"."physical_owner" AS "physical_owner", "t"."physical_group" AS "physical_group",
  "t"."description" AS "description",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."last_health_report_job" AS "last_health_report_job",
  "t"."worker_host" AS "worker_host", "t"."is_synced" AS "is_synced",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices($1, false)), true) IS NOT NULL)
  AND "t"."health" = ANY($2::text[])
  AND EXISTS (
    SELECT 1
    FROM "device_tags" "r2"
    JOIN "tags" "r1" ON "r1"."id" = "r2"."tag"
    WHERE "r2"."device" = "t"."hostname" AND "r1"."name" = $3::text
  )
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;
-- $1 = 7, $2 = ["Good","Unknown"], $3 = "usb"

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "devices" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_devices($1, false)), true) IS NOT NULL)
  AND "t"."health" = ANY($2::text[])
  AND EXISTS (
    SELECT 1
    FROM "device_tags" "r2"
    JOIN "tags" "r1" ON "r1"."id" = "r2"."tag"
    WHERE "r2"."device" = "t"."hostname" AND "r1"."name" = $3::text
  );
-- $1 = 7, $2 = ["Good","Unknown"], $3 = "usb"


