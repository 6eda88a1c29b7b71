-- GET /api/v1/logs/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));


-- GET /api/v1/logs/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
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
FROM "log_lines" "t"
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


-- GET /api/v1/logs/?level=error&message__regex=^panic&ordering=-time
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."level" = $1::text
  AND "t"."message" ~ $2::text
ORDER BY "t"."time" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "error", $2 = "^panic"

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
  AND "t"."level" = $1::text
  AND "t"."message" ~ $2::text;
-- $1 = "error", $2 = "^panic"


-- GET /api/v1/logs/?level=error&message__regex=^panic&ordering=-time
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
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
  AND "t"."level" = $4::text
  AND "t"."message" ~ $5::text
ORDER BY "t"."time" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "error", $5 = "^panic"

SELECT count(*) AS "count"
FROM "log_lines" "t"
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
  AND "t"."level" = $4::text
  AND "t"."message" ~ $5::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "error", $5 = "^panic"


-- GET /api/v1/logs/?job__submitter__username=ann
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $1::text)
    AND (NOT "r1"."restricted")
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "ann"

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $1::text)
    AND (NOT "r1"."restricted")
);
-- $1 = "ann"


-- GET /api/v1/logs/?job__submitter__username=ann
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $1::text)
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
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "ann", $2 = 7, $3 = 7, $4 = 7

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $1::text)
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
);
-- $1 = "ann", $2 = 7, $3 = 7, $4 = 7
