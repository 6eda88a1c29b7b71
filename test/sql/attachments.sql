-- GET /api/v1/attachments/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));


-- GET /api/v1/attachments/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
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
FROM "attachments" "t"
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


-- GET /api/v1/attachments/?content_type=text/plain&ordering=-created
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."content_type" = $1::text
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "text/plain"

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."content_type" = $1::text;
-- $1 = "text/plain"


-- GET /api/v1/attachments/?content_type=text/plain&ordering=-created
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
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
  AND "t"."content_type" = $4::text
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "text/plain"

SELECT count(*) AS "count"
FROM "attachments" "t"
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
  AND "t"."content_type" = $4::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "text/plain"


-- GET /api/v1/attachments/?job__state=Running&test__result=fail
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE "t"."job" IN (SELECT "r1"."id" FROM "jobs" "r1" WHERE "r1"."state" = $1::text AND (NOT "r1"."restricted"))
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    WHERE "r2"."result" = $2::text
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r2"."job" AND "hidden"."restricted"))
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "Running", $2 = "fail"

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE "t"."job" IN (SELECT "r1"."id" FROM "jobs" "r1" WHERE "r1"."state" = $1::text AND (NOT "r1"."restricted"))
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    WHERE "r2"."result" = $2::text
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "r2"."job" AND "hidden"."restricted"))
  );
-- $1 = "Running", $2 = "fail"


-- GET /api/v1/attachments/?job__state=Running&test__result=fail
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."state" = $1::text
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $2
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "r1"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                      OR (
                        "r1"."is_public"
                          AND CASE WHEN "r1"."actual_device" IS NOT NULL THEN nullif(
                            "r1"."actual_device" IN (SELECT hidden_devices($3, false)), true
                          ) IS NOT NULL ELSE "r1"."requested_device_type" IS NULL
                          OR nullif(
                            "r1"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
    WHERE "r2"."result" = $5::text
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
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
-- $1 = "Running", $2 = 7, $3 = 7, $4 = 7, $5 = "fail", $6 = 7, $7 = 7, $8 = 7

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."state" = $1::text
    AND (
      (
        NOT "r1"."restricted"
          OR (
            "r1"."submitter" = $2
              OR (
                NOT EXISTS (
                  SELECT 1
                  FROM "job_viewing_groups" v
                  WHERE v."job" = "r1"."id"
                    AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                )
                  AND (
                    EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "r1"."id")
                      OR (
                        "r1"."is_public"
                          AND CASE WHEN "r1"."actual_device" IS NOT NULL THEN nullif(
                            "r1"."actual_device" IN (SELECT hidden_devices($3, false)), true
                          ) IS NOT NULL ELSE "r1"."requested_device_type" IS NULL
                          OR nullif(
                            "r1"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
    WHERE "r2"."result" = $5::text
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
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
-- $1 = "Running", $2 = 7, $3 = 7, $4 = 7, $5 = "fail", $6 = 7, $7 = 7, $8 = 7
