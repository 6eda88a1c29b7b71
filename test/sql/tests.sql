-- GET /api/v1/tests/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));


-- GET /api/v1/tests/
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
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
FROM "tests" "t"
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


-- GET /api/v1/tests/?result__in=fail,error&duration__range=1,60&name__contains=usb&ordering=-duration,name
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."result" = ANY($1::text[])
  AND "t"."duration" BETWEEN $2::numeric
  AND $3::numeric
  AND "t_test_case"."name" LIKE $4::text
ORDER BY "t"."duration" DESC, "t_test_case"."name" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = ["fail","error"], $2 = "1E0", $3 = "60E0", $4 = "%usb%"

SELECT count(*) AS "count"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."result" = ANY($1::text[])
  AND "t"."duration" BETWEEN $2::numeric
  AND $3::numeric
  AND "t_test_case"."name" LIKE $4::text;
-- $1 = ["fail","error"], $2 = "1E0", $3 = "60E0", $4 = "%usb%"


-- GET /api/v1/tests/?result__in=fail,error&duration__range=1,60&name__contains=usb&ordering=-duration,name
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
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
  AND "t"."result" = ANY($4::text[])
  AND "t"."duration" BETWEEN $5::numeric
  AND $6::numeric
  AND "t_test_case"."name" LIKE $7::text
ORDER BY "t"."duration" DESC, "t_test_case"."name" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["fail","error"], $5 = "1E0", $6 = "60E0", $7 = "%usb%"

SELECT count(*) AS "count"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
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
  AND "t"."result" = ANY($4::text[])
  AND "t"."duration" BETWEEN $5::numeric
  AND $6::numeric
  AND "t_test_case"."name" LIKE $7::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["fail","error"], $5 = "1E0", $6 = "60E0", $7 = "%usb%"


-- GET /api/v1/tests/?suite__name=boot&job__actual_device__tags__name=usb&job__group__name=kernel
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."name" = $1::text
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
)
  AND "t"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" IN (
      SELECT "r3"."hostname"
      FROM "devices" "r3"
      WHERE EXISTS (
        SELECT 1
        FROM "device_tags" "r5"
        JOIN "tags" "r4" ON "r4"."id" = "r5"."tag"
        WHERE "r5"."device" = "r3"."hostname" AND "r4"."name" = $2::text
      )
        AND (nullif("r3"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
    )
      AND "r2"."group" IN (SELECT "r6"."id" FROM "groups" "r6" WHERE "r6"."name" = $3::text)
      AND (NOT "r2"."restricted")
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "boot", $2 = "usb", $3 = "kernel"

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."name" = $1::text
    AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r1"."job" AND "hidden"."restricted"))
)
  AND "t"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" IN (
      SELECT "r3"."hostname"
      FROM "devices" "r3"
      WHERE EXISTS (
        SELECT 1
        FROM "device_tags" "r5"
        JOIN "tags" "r4" ON "r4"."id" = "r5"."tag"
        WHERE "r5"."device" = "r3"."hostname" AND "r4"."name" = $2::text
      )
        AND (nullif("r3"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
    )
      AND "r2"."group" IN (SELECT "r6"."id" FROM "groups" "r6" WHERE "r6"."name" = $3::text)
      AND (NOT "r2"."restricted")
  );
-- $1 = "boot", $2 = "usb", $3 = "kernel"


-- GET /api/v1/tests/?suite__name=boot&job__actual_device__tags__name=usb&job__group__name=kernel
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."name" = $1::text
    AND (
      NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "r1"."job"
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
)
  AND "t"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" IN (
      SELECT "r3"."hostname"
      FROM "devices" "r3"
      WHERE EXISTS (
        SELECT 1
        FROM "device_tags" "r5"
        JOIN "tags" "r4" ON "r4"."id" = "r5"."tag"
        WHERE "r5"."device" = "r3"."hostname" AND "r4"."name" = $5::text
      )
        AND (nullif("r3"."hostname" IN (SELECT hidden_devices($6, false)), true) IS NOT NULL)
    )
      AND "r2"."group" IN (SELECT "r6"."id" FROM "groups" "r6" WHERE "r6"."name" = $7::text)
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $8
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $8)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($9, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($10)), true
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
-- $1 = "boot", $2 = 7, $3 = 7, $4 = 7, $5 = "usb", $6 = 7, $7 = "kernel", $8 = 7, $9 = 7, $10 = 7

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE "t"."suite" IN (
  SELECT "r1"."id"
  FROM "suites" "r1"
  WHERE "r1"."name" = $1::text
    AND (
      NOT EXISTS (
        SELECT 1
        FROM "jobs" "hidden"
        WHERE "hidden"."id" = "r1"."job"
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
)
  AND "t"."job" IN (
    SELECT "r2"."id"
    FROM "jobs" "r2"
    WHERE "r2"."actual_device" IN (
      SELECT "r3"."hostname"
      FROM "devices" "r3"
      WHERE EXISTS (
        SELECT 1
        FROM "device_tags" "r5"
        JOIN "tags" "r4" ON "r4"."id" = "r5"."tag"
        WHERE "r5"."device" = "r3"."hostname" AND "r4"."name" = $5::text
      )
        AND (nullif("r3"."hostname" IN (SELECT hidden_devices($6, false)), true) IS NOT NULL)
    )
      AND "r2"."group" IN (SELECT "r6"."id" FROM "groups" "r6" WHERE "r6"."name" = $7::text)
      AND (
        (
          NOT "r2"."restricted"
            OR (
              "r2"."submitter" = $8
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "r2"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $8)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r2"."id")
                        OR (
                          "r2"."is_public"
                            AND CASE WHEN "r2"."actual_device" IS NOT NULL THEN nullif(
                              "r2"."actual_device" IN (SELECT hidden_devices($9, false)), true
                            ) IS NOT NULL ELSE "r2"."requested_device_type" IS NULL
                            OR nullif(
                              "r2"."requested_device_type" IN (SELECT hidden_device_types($10)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = "boot", $2 = 7, $3 = 7, $4 = 7, $5 = "usb", $6 = 7, $7 = "kernel", $8 = 7, $9 = 7, $10 = 7
