-- GET /api/v1/testsets/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
);


-- GET /api/v1/testsets/
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
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
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
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


-- GET /api/v1/testsets/?name__contains=usb&ordering=-name
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
  AND "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "%usb%"

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
      AND NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "owner"."job" AND "hidden"."restricted")
  )
)
  AND "t"."name" LIKE $1::text;
-- $1 = "%usb%"


-- GET /api/v1/testsets/?name__contains=usb&ordering=-name
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
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
  AND "t"."name" LIKE $4::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "%usb%"

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE (
  EXISTS (
    SELECT 1
    FROM "suites" "owner"
    WHERE "owner"."id" = "t"."suite"
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
  AND "t"."name" LIKE $4::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "%usb%"


-- GET /api/v1/testsets/?suite__job__actual_device__hostname=qemu-01
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" = $1::text
      AND nullif("r2"."actual_device" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL
      AND (NOT "r2"."restricted")
  )
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu-01"

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" = $1::text
      AND nullif("r2"."actual_device" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL
      AND (NOT "r2"."restricted")
  )
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
);
-- $1 = "qemu-01"


-- GET /api/v1/testsets/?suite__job__actual_device__hostname=qemu-01
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" = $1::text
      AND nullif("r2"."actual_device" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $3
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $3)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($4, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($5)), true
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
            "hidden"."submitter" = $6
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "hidden"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $6)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                      OR (
                        "hidden"."is_public"
                          AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                            "hidden"."actual_device" IN (SELECT hidden_devices($7, false)), true
                          ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                          OR nullif(
                            "hidden"."requested_device_type" IN (SELECT hidden_device_types($8)), true
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
-- $1 = "qemu-01", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = 7, $7 = 7, $8 = 7

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" = $1::text
      AND nullif("r2"."actual_device" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $3
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $3)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($4, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($5)), true
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
            "hidden"."submitter" = $6
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "hidden"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $6)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                      OR (
                        "hidden"."is_public"
                          AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                            "hidden"."actual_device" IN (SELECT hidden_devices($7, false)), true
                          ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                          OR nullif(
                            "hidden"."requested_device_type" IN (SELECT hidden_device_types($8)), true
                          ) IS NOT NULL END
                      )
                  )
              )
          )
      )
    )
);
-- $1 = "qemu-01", $2 = 7, $3 = 7, $4 = 7, $5 = 7, $6 = 7, $7 = 7, $8 = 7


-- GET /api/v1/testsets/1/tests/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."test_set" = $1)
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE ("t"."test_set" = $1)
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));
-- $1 = 1


-- GET /api/v1/testsets/1/tests/
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."test_set" = $1)
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $2
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($3, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE ("t"."test_set" = $1)
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $2
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($3, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7
