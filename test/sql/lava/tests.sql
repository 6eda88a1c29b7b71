-- tests?
-- nobody in particular

SELECT "t"."id" AS "id", "t"."result" AS "result", "t"."units" AS "unit", "t_test_case"."name" AS "name",
  "t"."measurement" AS "measurement", "t"."metadata" AS "metadata", "t"."start_log_line" AS "start_log_line",
  "t"."end_log_line" AS "end_log_line", "t"."logged" AS "logged", "t"."suite" AS "suite",
  "t"."test_set" AS "test_set",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1)
ORDER BY "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = 1

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
WHERE ("t"."job" = $1);
-- $1 = 1


-- tests?
-- a user

SELECT "t"."id" AS "id", "t"."result" AS "result", "t"."units" AS "unit", "t_test_case"."name" AS "name",
  "t"."measurement" AS "measurement", "t"."metadata" AS "metadata", "t"."start_log_line" AS "start_log_line",
  "t"."end_log_line" AS "end_log_line", "t"."logged" AS "logged", "t"."suite" AS "suite",
  "t"."test_set" AS "test_set",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1)
ORDER BY "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = 1

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
WHERE ("t"."job" = $1);
-- $1 = 1


-- tests?result=fail&name__contains=usb
-- nobody in particular

SELECT "t"."id" AS "id", "t"."result" AS "result", "t"."units" AS "unit", "t_test_case"."name" AS "name",
  "t"."measurement" AS "measurement", "t"."metadata" AS "metadata", "t"."start_log_line" AS "start_log_line",
  "t"."end_log_line" AS "end_log_line", "t"."logged" AS "logged", "t"."suite" AS "suite",
  "t"."test_set" AS "test_set",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1) AND "t"."result" = ANY($2::text[]) AND "t_test_case"."name" LIKE $3::text
ORDER BY "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = 1, $2 = ["softfail","xfail","fail","error","timeout"], $3 = "%usb%"

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1) AND "t"."result" = ANY($2::text[]) AND "t_test_case"."name" LIKE $3::text;
-- $1 = 1, $2 = ["softfail","xfail","fail","error","timeout"], $3 = "%usb%"


-- tests?result=fail&name__contains=usb
-- a user

SELECT "t"."id" AS "id", "t"."result" AS "result", "t"."units" AS "unit", "t_test_case"."name" AS "name",
  "t"."measurement" AS "measurement", "t"."metadata" AS "metadata", "t"."start_log_line" AS "start_log_line",
  "t"."end_log_line" AS "end_log_line", "t"."logged" AS "logged", "t"."suite" AS "suite",
  "t"."test_set" AS "test_set",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1) AND "t"."result" = ANY($2::text[]) AND "t_test_case"."name" LIKE $3::text
ORDER BY "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = 1, $2 = ["softfail","xfail","fail","error","timeout"], $3 = "%usb%"

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1) AND "t"."result" = ANY($2::text[]) AND "t_test_case"."name" LIKE $3::text;
-- $1 = 1, $2 = ["softfail","xfail","fail","error","timeout"], $3 = "%usb%"


