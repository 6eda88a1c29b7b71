-- GET /api/v1/workerpermissions/
-- anybody

SELECT "t"."id" AS "id", "t"."worker" AS "worker", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "worker_permissions" "t"
WHERE (false)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "worker_permissions" "t"
WHERE (false);


-- GET /api/v1/workerpermissions/?ordering=-worker
-- anybody

SELECT "t"."id" AS "id", "t"."worker" AS "worker", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "worker_permissions" "t"
WHERE (false)
ORDER BY "t"."worker" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "worker_permissions" "t"
WHERE (false);


-- GET /api/v1/workerpermissions/?worker__state=Online&group__name=lab
-- nobody in particular

SELECT "t"."id" AS "id", "t"."worker" AS "worker", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "worker_permissions" "t"
WHERE (false)
  AND "t"."worker" IN (
    SELECT "r1"."hostname"
    FROM "workers" "r1"
    WHERE "r1"."state" = $1::text AND (nullif("r1"."hostname" IN (SELECT hidden_workers(NULL)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "Online", $2 = "lab"

SELECT count(*) AS "count"
FROM "worker_permissions" "t"
WHERE (false)
  AND "t"."worker" IN (
    SELECT "r1"."hostname"
    FROM "workers" "r1"
    WHERE "r1"."state" = $1::text AND (nullif("r1"."hostname" IN (SELECT hidden_workers(NULL)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $2::text);
-- $1 = "Online", $2 = "lab"


-- GET /api/v1/workerpermissions/?worker__state=Online&group__name=lab
-- a user

SELECT "t"."id" AS "id", "t"."worker" AS "worker", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "worker_permissions" "t"
WHERE (false)
  AND "t"."worker" IN (
    SELECT "r1"."hostname"
    FROM "workers" "r1"
    WHERE "r1"."state" = $1::text AND (nullif("r1"."hostname" IN (SELECT hidden_workers($2)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $3::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "Online", $2 = 7, $3 = "lab"

SELECT count(*) AS "count"
FROM "worker_permissions" "t"
WHERE (false)
  AND "t"."worker" IN (
    SELECT "r1"."hostname"
    FROM "workers" "r1"
    WHERE "r1"."state" = $1::text AND (nullif("r1"."hostname" IN (SELECT hidden_workers($2)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $3::text);
-- $1 = "Online", $2 = 7, $3 = "lab"
