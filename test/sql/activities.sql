-- GET /api/v1/activities/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));


-- GET /api/v1/activities/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
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
FROM "activities" "t"
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


-- GET /api/v1/activities/?activity=deploy&ordering=-time
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."activity" = $1::text
ORDER BY "t"."time" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "deploy"

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."activity" = $1::text;
-- $1 = "deploy"


-- GET /api/v1/activities/?activity=deploy&ordering=-time
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
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
  AND "t"."activity" = $4::text
ORDER BY "t"."time" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "deploy"

SELECT count(*) AS "count"
FROM "activities" "t"
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
  AND "t"."activity" = $4::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "deploy"


-- GET /api/v1/activities/?job__actual_device__hostname=qemu-01&test__name__icontains=usb
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text
    AND nullif("r1"."actual_device" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL
    AND (NOT "r1"."restricted")
)
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($2::text)
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r2"."job" AND "hidden"."restricted"))
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu-01", $2 = "%usb%"

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text
    AND nullif("r1"."actual_device" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL
    AND (NOT "r1"."restricted")
)
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($2::text)
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r2"."job" AND "hidden"."restricted"))
  );
-- $1 = "qemu-01", $2 = "%usb%"


-- GET /api/v1/activities/?job__actual_device__hostname=qemu-01&test__name__icontains=usb
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text
    AND nullif("r1"."actual_device" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL
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
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($6::text)
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $7
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $7)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($8, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($9)), true
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
-- $1 = "qemu-01", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = "%usb%", $7 = 7, $8 = 7, $9 = 7

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text
    AND nullif("r1"."actual_device" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL
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
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($6::text)
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $7
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $7)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($8, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($9)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = "qemu-01", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = "%usb%", $7 = 7, $8 = 7, $9 = 7
