-- GET /api/v1/suites/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));


-- GET /api/v1/suites/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE (
  NOT EXISTS (
    SELECT 1
    FROM "jobs" "hidden"
    WHERE "hidden"."id" = "t"."job"
      AND "hidden"."restricted"
      AND NOT (
        "hidden"."submitter" = $1
          OR (
            EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
              AND NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
              )
          )
      )
  )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE (
  NOT EXISTS (
    SELECT 1
    FROM "jobs" "hidden"
    WHERE "hidden"."id" = "t"."job"
      AND "hidden"."restricted"
      AND NOT (
        "hidden"."submitter" = $1
          OR (
            EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
              AND NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
              )
          )
      )
  )
);
-- $1 = 7


-- GET /api/v1/suites/?name__startswith=ltp&tests_fail__gt=0&ordering=-name
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."name" LIKE $1::text
  AND "t"."tests_fail" > $2::integer
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "ltp%", $2 = "0"

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."name" LIKE $1::text
  AND "t"."tests_fail" > $2::integer;
-- $1 = "ltp%", $2 = "0"


-- GET /api/v1/suites/?name__startswith=ltp&tests_fail__gt=0&ordering=-name
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE (
  NOT EXISTS (
    SELECT 1
    FROM "jobs" "hidden"
    WHERE "hidden"."id" = "t"."job"
      AND "hidden"."restricted"
      AND NOT (
        "hidden"."submitter" = $1
          OR (
            EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
              AND NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
              )
          )
      )
  )
)
  AND "t"."name" LIKE $2::text
  AND "t"."tests_fail" > $3::integer
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "ltp%", $3 = "0"

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE (
  NOT EXISTS (
    SELECT 1
    FROM "jobs" "hidden"
    WHERE "hidden"."id" = "t"."job"
      AND "hidden"."restricted"
      AND NOT (
        "hidden"."submitter" = $1
          OR (
            EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
              AND NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
              )
          )
      )
  )
)
  AND "t"."name" LIKE $2::text
  AND "t"."tests_fail" > $3::integer;
-- $1 = 7, $2 = "ltp%", $3 = "0"


-- GET /api/v1/suites/?job__requested_device_type__name=qemu
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."requested_device_type" = $1::text AND (NOT "r1"."restricted")
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu"

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."requested_device_type" = $1::text AND (NOT "r1"."restricted")
);
-- $1 = "qemu"


-- GET /api/v1/suites/?job__requested_device_type__name=qemu
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."requested_device_type" = $1::text
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $2
              OR (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                  AND NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r1"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
              )
          )
      )
    )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu", $2 = 7

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."requested_device_type" = $1::text
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $2
              OR (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                  AND NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r1"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
              )
          )
      )
    )
);
-- $1 = "qemu", $2 = 7
