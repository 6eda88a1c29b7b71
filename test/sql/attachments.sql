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
  AND "t"."content_type" = $2::text
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "text/plain"

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
  AND "t"."content_type" = $2::text;
-- $1 = 7, $2 = "text/plain"


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
    WHERE "r2"."result" = $3::text
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
-- $1 = "Running", $2 = 7, $3 = "fail", $4 = 7

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
    WHERE "r2"."result" = $3::text
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
-- $1 = "Running", $2 = 7, $3 = "fail", $4 = 7
