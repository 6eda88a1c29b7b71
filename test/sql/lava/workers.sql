-- workers?
-- nobody in particular

SELECT "t"."hostname" AS "hostname", "t"."state" AS "state", "t"."health" AS "health",
  "t"."description" AS "description", "t"."last_ping" AS "last_ping", "t"."job_limit" AS "job_limit",
  "t"."version" AS "version", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "workers" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_workers(NULL)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "workers" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_workers(NULL)), true) IS NOT NULL);


-- workers?
-- a user

SELECT "t"."hostname" AS "hostname", "t"."state" AS "state", "t"."health" AS "health",
  "t"."description" AS "description", "t"."last_ping" AS "last_ping", "t"."job_limit" AS "job_limit",
  "t"."version" AS "version", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "workers" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_workers($1)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 51
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "workers" "t"
WHERE (nullif("t"."hostname" IN (SELECT hidden_workers($1)), true) IS NOT NULL);
-- $1 = 7


