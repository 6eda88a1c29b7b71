-- GET /api/v1/testdata/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
);


-- GET /api/v1/testdata/
-- a user

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "owner"."job"
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
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "owner"."job"
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
);
-- $1 = 7, $2 = 7, $3 = 7


-- GET /api/v1/testdata/?category=perf&key__in=p50,p99&ordering=-key
-- nobody in particular

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
  AND "t"."category" = $1::text
  AND "t"."key" = ANY($2::text[])
ORDER BY "t"."key" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "perf", $2 = ["p50","p99"]

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
  AND "t"."category" = $1::text
  AND "t"."key" = ANY($2::text[]);
-- $1 = "perf", $2 = ["p50","p99"]


-- GET /api/v1/testdata/?category=perf&key__in=p50,p99&ordering=-key
-- a user

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "owner"."job"
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
)
  AND "t"."category" = $4::text
  AND "t"."key" = ANY($5::text[])
ORDER BY "t"."key" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "perf", $5 = ["p50","p99"]

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "tests" "owner"
    WHERE "owner"."id" = "t"."test"
      AND NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "owner"."job"
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
)
  AND "t"."category" = $4::text
  AND "t"."key" = ANY($5::text[]);
-- $1 = 7, $2 = 7, $3 = 7, $4 = "perf", $5 = ["p50","p99"]


-- GET /api/v1/testdata/?test__job__state=Finished
-- nobody in particular

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE "t"."test" IN (
  SELECT "r1"."id"
  FROM "tests" "r1"
  WHERE "r1"."job" IN (SELECT "r2"."id" FROM "jobs" "r2" WHERE "r2"."state" = $1::text AND (NOT "r2"."restricted"))
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "Finished"

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE "t"."test" IN (
  SELECT "r1"."id"
  FROM "tests" "r1"
  WHERE "r1"."job" IN (SELECT "r2"."id" FROM "jobs" "r2" WHERE "r2"."state" = $1::text AND (NOT "r2"."restricted"))
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
);
-- $1 = "Finished"


-- GET /api/v1/testdata/?test__job__state=Finished
-- a user

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE "t"."test" IN (
  SELECT "r1"."id"
  FROM "tests" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."state" = $1::text
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  )
    AND (
      NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "r1"."job"
          AND "hidden"."restricted"
          AND NOT (
            "hidden"."submitter" = $5
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "hidden"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $5)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                      OR (
                        "hidden"."is_public"
                          AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                            "hidden"."actual_device" IN (SELECT hidden_devices($6, false)), true
                          ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                          OR nullif(
                            "hidden"."requested_device_type" IN (SELECT hidden_device_types($7)), true
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
-- $1 = "Finished", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = 7, $7 = 7

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE "t"."test" IN (
  SELECT "r1"."id"
  FROM "tests" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."state" = $1::text
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  )
    AND (
      NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "r1"."job"
          AND "hidden"."restricted"
          AND NOT (
            "hidden"."submitter" = $5
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "hidden"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $5)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                      OR (
                        "hidden"."is_public"
                          AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                            "hidden"."actual_device" IN (SELECT hidden_devices($6, false)), true
                          ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                          OR nullif(
                            "hidden"."requested_device_type" IN (SELECT hidden_device_types($7)), true
                          ) IS NOT NULL END
                      )
                  )
              )
          )
      )
    )
);
-- $1 = "Finished", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = 7, $7 = 7
