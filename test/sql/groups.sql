-- GET /api/v1/groups/
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description", "t"."parent" AS "parent"
FROM "groups" "t"
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "groups" "t";


-- GET /api/v1/groups/?name__iexact=kernel&ordering=-id
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description", "t"."parent" AS "parent"
FROM "groups" "t"
WHERE UPPER("t"."name") = UPPER($1::text)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = "kernel"

SELECT count(*) AS "count"
FROM "groups" "t"
WHERE UPPER("t"."name") = UPPER($1::text);
-- $1 = "kernel"


-- GET /api/v1/groups/?parent__parent__name=all
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description", "t"."parent" AS "parent"
FROM "groups" "t"
WHERE "t"."parent" IN (
  SELECT "r1"."id"
  FROM "groups" "r1"
  WHERE "r1"."parent" IN (SELECT "r2"."id" FROM "groups" "r2" WHERE "r2"."name" = $1::text)
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "all"

SELECT count(*) AS "count"
FROM "groups" "t"
WHERE "t"."parent" IN (
  SELECT "r1"."id"
  FROM "groups" "r1"
  WHERE "r1"."parent" IN (SELECT "r2"."id" FROM "groups" "r2" WHERE "r2"."name" = $1::text)
);
-- $1 = "all"


-- GET /api/v1/groups/1/builds/
-- anybody

SELECT "t"."id" AS "id", "t"."group" AS "group", "t"."name" AS "name", "t"."description" AS "description",
  "t"."created" AS "created", "t"."tests_total" AS "tests_total", "t"."tests_pass" AS "tests_pass",
  "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail", "t"."tests_xfail" AS "tests_xfail",
  "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail", "t"."tests_error" AS "tests_error",
  "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "builds" "t"
WHERE ("t"."group" = $1)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 1

SELECT count(*) AS "count"
FROM "builds" "t"
WHERE ("t"."group" = $1);
-- $1 = 1
