-- GET /api/v1/ingests/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = null

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1);
-- $1 = null


-- GET /api/v1/ingests/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1);
-- $1 = 7


-- GET /api/v1/ingests/?format=junit&stored__gt=0&ordering=-created
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1) AND "t"."format" = $2::text AND "t"."stored" > $3::integer
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "junit", $3 = "0"

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1) AND "t"."format" = $2::text AND "t"."stored" > $3::integer;
-- $1 = null, $2 = "junit", $3 = "0"


-- GET /api/v1/ingests/?format=junit&stored__gt=0&ordering=-created
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1) AND "t"."format" = $2::text AND "t"."stored" > $3::integer
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "junit", $3 = "0"

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1) AND "t"."format" = $2::text AND "t"."stored" > $3::integer;
-- $1 = 7, $2 = "junit", $3 = "0"


-- GET /api/v1/ingests/?job__name__startswith=nightly&submitter__username=ann
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
  AND "t"."job" IN (SELECT "r1"."id" FROM "jobs" "r1" WHERE "r1"."name" LIKE $2::text AND (NOT "r1"."restricted"))
  AND "t"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $3::text)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "nightly%", $3 = "ann"

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
  AND "t"."job" IN (SELECT "r1"."id" FROM "jobs" "r1" WHERE "r1"."name" LIKE $2::text AND (NOT "r1"."restricted"))
  AND "t"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $3::text);
-- $1 = null, $2 = "nightly%", $3 = "ann"


-- GET /api/v1/ingests/?job__name__startswith=nightly&submitter__username=ann
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."submitter" AS "submitter", "t"."format" AS "format",
  "t"."dialect" AS "dialect", "t"."bytes" AS "bytes", "t"."sha256" AS "sha256", "t"."created" AS "created",
  "t"."reimported" AS "reimported", "t"."files" AS "files", "t"."declared" AS "declared", "t"."stored" AS "stored",
  "t"."merged" AS "merged", "t"."repaired" AS "repaired", "t"."rejected" AS "rejected",
  "t"."warnings" AS "warnings", "t"."made_job" AS "made_job", "t"."idempotency_key" AS "idempotency_key",
  "t"."payload_bytes" AS "payload_bytes"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
  AND "t"."job" IN (
    SELECT "r1"."id"
    FROM "jobs" "r1"
    WHERE "r1"."name" LIKE $2::text
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
  AND "t"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $6::text)
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "nightly%", $3 = 7, $4 = 7, $5 = 7, $6 = "ann"

SELECT count(*) AS "count"
FROM "ingests" "t"
WHERE ("t"."submitter" = $1)
  AND "t"."job" IN (
    SELECT "r1"."id"
    FROM "jobs" "r1"
    WHERE "r1"."name" LIKE $2::text
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
  AND "t"."submitter" IN (SELECT "r2"."id" FROM "users" "r2" WHERE "r2"."username" = $6::text);
-- $1 = 7, $2 = "nightly%", $3 = 7, $4 = 7, $5 = 7, $6 = "ann"


-- GET /api/v1/ingests/1/records/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE ("t"."ingest" = $1)
  AND EXISTS (SELECT 1 FROM "ingests" "seen" WHERE "seen"."id" = $3 AND ("seen"."submitter" = $2))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = null, $3 = 1

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE ("t"."ingest" = $1)
  AND EXISTS (SELECT 1 FROM "ingests" "seen" WHERE "seen"."id" = $3 AND ("seen"."submitter" = $2));
-- $1 = 1, $2 = null, $3 = 1


-- GET /api/v1/ingests/1/records/
-- a user

SELECT "t"."id" AS "id", "t"."ingest" AS "ingest", "t"."file" AS "file", "t"."line" AS "line",
  "t"."column" AS "column", "t"."outcome" AS "outcome", "t"."code" AS "code", "t"."message" AS "message",
  "t"."suite" AS "suite", "t"."name" AS "name"
FROM "ingest_records" "t"
WHERE ("t"."ingest" = $1)
  AND EXISTS (SELECT 1 FROM "ingests" "seen" WHERE "seen"."id" = $3 AND ("seen"."submitter" = $2))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 7, $3 = 1

SELECT count(*) AS "count"
FROM "ingest_records" "t"
WHERE ("t"."ingest" = $1)
  AND EXISTS (SELECT 1 FROM "ingests" "seen" WHERE "seen"."id" = $3 AND ("seen"."submitter" = $2));
-- $1 = 1, $2 = 7, $3 = 1
