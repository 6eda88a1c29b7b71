-- GET /api/v1/failuretags/
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description"
FROM "failure_tags" "t"
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "failure_tags" "t";


-- GET /api/v1/failuretags/?name__startswith=infra&ordering=-name
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description"
FROM "failure_tags" "t"
WHERE "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "infra%"

SELECT count(*) AS "count"
FROM "failure_tags" "t"
WHERE "t"."name" LIKE $1::text;
-- $1 = "infra%"


-- GET /api/v1/failuretags/1/jobs/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description",
  "t"."uniqueident" AS "uniqueident", "t"."submitter" AS "submitter", "t"."group" AS "group",
  "t"."build" AS "build", "t"."requested_device_type" AS "requested_device_type",
  "t"."actual_device" AS "actual_device", "t"."worker" AS "worker",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."outcome" AS "outcome",
  "t"."reported_outcome" AS "reported_outcome",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."reason" AS "reason", "t"."source_status" AS "source_status",
  "t"."source_system" AS "source_system", "t"."priority" AS "priority", "t"."health_check" AS "health_check",
  "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time", "t"."end_time" AS "end_time",
  "t"."is_public" AS "is_public",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  ARRAY(SELECT "l"."parent" FROM "job_parents" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "parents",
  "t"."cloned_from" AS "cloned_from", "t"."target_group" AS "target_group", "t"."sub_id" AS "sub_id",
  "t"."metadata" AS "metadata", "t"."tests_total" AS "tests_total", "t"."tests_pass" AS "tests_pass",
  "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail", "t"."tests_xfail" AS "tests_xfail",
  "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail", "t"."tests_error" AS "tests_error",
  "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "jobs" "t"
WHERE (EXISTS (SELECT 1 FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" AND "l"."failure_tag" = $1))
  AND (NOT "t"."restricted")
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 1

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (EXISTS (SELECT 1 FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" AND "l"."failure_tag" = $1))
  AND (NOT "t"."restricted");
-- $1 = 1


-- GET /api/v1/failuretags/1/jobs/
-- a user

SELECT "t"."id" AS "id", "t"."name" AS "name", "t"."description" AS "description",
  "t"."uniqueident" AS "uniqueident", "t"."submitter" AS "submitter", "t"."group" AS "group",
  "t"."build" AS "build", "t"."requested_device_type" AS "requested_device_type",
  "t"."actual_device" AS "actual_device", "t"."worker" AS "worker",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."outcome" AS "outcome",
  "t"."reported_outcome" AS "reported_outcome",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."reason" AS "reason", "t"."source_status" AS "source_status",
  "t"."source_system" AS "source_system", "t"."priority" AS "priority", "t"."health_check" AS "health_check",
  "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time", "t"."end_time" AS "end_time",
  "t"."is_public" AS "is_public",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  ARRAY(SELECT "l"."parent" FROM "job_parents" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "parents",
  "t"."cloned_from" AS "cloned_from", "t"."target_group" AS "target_group", "t"."sub_id" AS "sub_id",
  "t"."metadata" AS "metadata", "t"."tests_total" AS "tests_total", "t"."tests_pass" AS "tests_pass",
  "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail", "t"."tests_xfail" AS "tests_xfail",
  "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail", "t"."tests_error" AS "tests_error",
  "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "jobs" "t"
WHERE (EXISTS (SELECT 1 FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" AND "l"."failure_tag" = $1))
  AND (
    (
      NOT "t"."restricted"
        OR (
          "t"."submitter" = $2
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "t"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                    OR (
                      "t"."is_public"
                        AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                          "t"."actual_device" IN (SELECT hidden_devices($3, false)), true
                        ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                        OR nullif(
                          "t"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  )
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (EXISTS (SELECT 1 FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" AND "l"."failure_tag" = $1))
  AND (
    (
      NOT "t"."restricted"
        OR (
          "t"."submitter" = $2
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "t"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                    OR (
                      "t"."is_public"
                        AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                          "t"."actual_device" IN (SELECT hidden_devices($3, false)), true
                        ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                        OR nullif(
                          "t"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7
