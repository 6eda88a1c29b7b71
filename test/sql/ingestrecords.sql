-- GET /api/v1/ingestrecords/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1));
-- $1 = null


-- GET /api/v1/ingestrecords/
-- a user

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1));
-- $1 = 7


-- GET /api/v1/ingestrecords/?outcome=rejected&line__gt=10&ordering=line
-- nobody in particular

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
  AND "t"."outcome" = $2::text
  AND "t"."line" > $3::integer
ORDER BY "t"."line" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "rejected", $3 = "10"

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
  AND "t"."outcome" = $2::text
  AND "t"."line" > $3::integer;
-- $1 = null, $2 = "rejected", $3 = "10"


-- GET /api/v1/ingestrecords/?outcome=rejected&line__gt=10&ordering=line
-- a user

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
  AND "t"."outcome" = $2::text
  AND "t"."line" > $3::integer
ORDER BY "t"."line" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "rejected", $3 = "10"

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE (EXISTS (SELECT 1 FROM "ingests" "own" WHERE "own"."id" = "t"."ingest" AND "own"."submitter" = $1))
  AND "t"."outcome" = $2::text
  AND "t"."line" > $3::integer;
-- $1 = 7, $2 = "rejected", $3 = "10"


-- GET /api/v1/ingestrecords/?ingest__format=junit&ingest__job__name=nightly
-- nobody in particular

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE "t"."ingest" IN (
  SELECT "r1"."id"
  FROM "ingests" "r1"
  WHERE "r1"."format" = $1::text
    AND "r1"."job" IN (SELECT "r2"."id" FROM "jobs" "r2" WHERE "r2"."name" = $2::text AND (NOT "r2"."restricted"))
    AND ("r1"."submitter" = $3)
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "junit", $2 = "nightly", $3 = null

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE "t"."ingest" IN (
  SELECT "r1"."id"
  FROM "ingests" "r1"
  WHERE "r1"."format" = $1::text
    AND "r1"."job" IN (SELECT "r2"."id" FROM "jobs" "r2" WHERE "r2"."name" = $2::text AND (NOT "r2"."restricted"))
    AND ("r1"."submitter" = $3)
);
-- $1 = "junit", $2 = "nightly", $3 = null


-- GET /api/v1/ingestrecords/?ingest__format=junit&ingest__job__name=nightly
-- a user

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE "t"."ingest" IN (
  SELECT "r1"."id"
  FROM "ingests" "r1"
  WHERE "r1"."format" = $1::text
    AND "r1"."job" IN (
      SELECT "r2"."id"
      FROM "jobs" "r2"
      WHERE "r2"."name" = $2::text
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
    AND ("r1"."submitter" = $6)
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "junit", $2 = "nightly", $3 = 7, $4 = 7, $5 = 7, $6 = 7

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE "t"."ingest" IN (
  SELECT "r1"."id"
  FROM "ingests" "r1"
  WHERE "r1"."format" = $1::text
    AND "r1"."job" IN (
      SELECT "r2"."id"
      FROM "jobs" "r2"
      WHERE "r2"."name" = $2::text
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
    AND ("r1"."submitter" = $6)
);
-- $1 = "junit", $2 = "nightly", $3 = 7, $4 = 7, $5 = 7, $6 = 7
