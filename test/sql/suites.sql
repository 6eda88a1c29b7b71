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
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "hidden"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                  OR (
                    "hidden"."is_public"
                      AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                        "hidden"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                      OR nullif(
                        "hidden"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7

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
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "hidden"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                  OR (
                    "hidden"."is_public"
                      AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                        "hidden"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                      OR nullif(
                        "hidden"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
);
-- $1 = 7, $2 = 7, $3 = 7


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
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "hidden"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                  OR (
                    "hidden"."is_public"
                      AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                        "hidden"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                      OR nullif(
                        "hidden"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."name" LIKE $4::text
  AND "t"."tests_fail" > $5::integer
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "ltp%", $5 = "0"

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
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "hidden"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                  OR (
                    "hidden"."is_public"
                      AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                        "hidden"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                      OR nullif(
                        "hidden"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."name" LIKE $4::text
  AND "t"."tests_fail" > $5::integer;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "ltp%", $5 = "0"


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
  WHERE "r1"."requested_device_type" = $1::text
    AND nullif("r1"."requested_device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
    AND (NOT "r1"."restricted")
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
  WHERE "r1"."requested_device_type" = $1::text
    AND nullif("r1"."requested_device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
    AND (NOT "r1"."restricted")
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
    AND nullif("r1"."requested_device_type" IN (SELECT hidden_device_types($2)), true) IS NOT NULL
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $3
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "r1"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $3)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                      OR (
                        "r1"."is_public"
                          AND CASE WHEN "r1"."actual_device" IS NOT NULL THEN nullif(
                            "r1"."actual_device" IN (SELECT hidden_devices($4, false)), true
                          ) IS NOT NULL ELSE "r1"."requested_device_type" IS NULL
                          OR nullif(
                            "r1"."requested_device_type" IN (SELECT hidden_device_types($5)), true
                          ) IS NOT NULL END
                      )
                  )
              )
          )
      )
    )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu", $2 = 7, $3 = 7, $4 = 7, $5 = 7

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."requested_device_type" = $1::text
    AND nullif("r1"."requested_device_type" IN (SELECT hidden_device_types($2)), true) IS NOT NULL
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $3
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "r1"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $3)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                      OR (
                        "r1"."is_public"
                          AND CASE WHEN "r1"."actual_device" IS NOT NULL THEN nullif(
                            "r1"."actual_device" IN (SELECT hidden_devices($4, false)), true
                          ) IS NOT NULL ELSE "r1"."requested_device_type" IS NULL
                          OR nullif(
                            "r1"."requested_device_type" IN (SELECT hidden_device_types($5)), true
                          ) IS NOT NULL END
                      )
                  )
              )
          )
      )
    )
);
-- $1 = "qemu", $2 = 7, $3 = 7, $4 = 7, $5 = 7
