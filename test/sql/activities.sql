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
  AND "t"."activity" = $2::text
ORDER BY "t"."time" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "deploy"

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
  AND "t"."activity" = $2::text;
-- $1 = 7, $2 = "deploy"


-- GET /api/v1/activities/?job__actual_device__hostname=qemu-01&test__name__icontains=usb
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text AND (NOT "r1"."restricted")
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
  WHERE "r1"."actual_device" = $1::text AND (NOT "r1"."restricted")
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
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($3::text)
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    AND NOT EXISTS (
                      SELECT 1
                      FROM "job_viewing_groups" v
                      WHERE v."job" = "hidden"."id"
                        AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                    )
                )
            )
        )
      )
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu-01", $2 = 7, $3 = "%usb%", $4 = 7

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE "t"."job" IN (
  SELECT "r1"."id"
  FROM "jobs" "r1"
  WHERE "r1"."actual_device" = $1::text
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
  AND "t"."test" IN (
    SELECT "r2"."id"
    FROM "tests" "r2"
    LEFT JOIN "test_cases" "r2_test_case" ON "r2_test_case"."id" = "r2"."test_case"
    WHERE UPPER("r2_test_case"."name") LIKE UPPER($3::text)
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "r2"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    AND NOT EXISTS (
                      SELECT 1
                      FROM "job_viewing_groups" v
                      WHERE v."job" = "hidden"."id"
                        AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                    )
                )
            )
        )
      )
  );
-- $1 = "qemu-01", $2 = 7, $3 = "%usb%", $4 = 7
