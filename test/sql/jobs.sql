-- GET /api/v1/jobs/
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
WHERE (NOT "t"."restricted")
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (NOT "t"."restricted");


-- GET /api/v1/jobs/
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
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
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
-- $1 = 7, $2 = 7, $3 = 7

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
);
-- $1 = 7, $2 = 7, $3 = 7


-- GET /api/v1/jobs/?state__in=Running,Finished&submit_time__gte=2026-01-01&metadata__branch=main&ordering=-priority,submit_time
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
WHERE (NOT "t"."restricted")
  AND "t"."state" = ANY($1::text[])
  AND "t"."submit_time" >= $2::timestamptz
  AND ("t"."metadata" #>> $3::text[]) = $4::text
ORDER BY "t"."priority" DESC, "t"."submit_time" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = ["Running","Finished"], $2 = "2026-01-01 00:00:00.000000+00", $3 = ["branch"], $4 = "main"

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (NOT "t"."restricted")
  AND "t"."state" = ANY($1::text[])
  AND "t"."submit_time" >= $2::timestamptz
  AND ("t"."metadata" #>> $3::text[]) = $4::text;
-- $1 = ["Running","Finished"], $2 = "2026-01-01 00:00:00.000000+00", $3 = ["branch"], $4 = "main"


-- GET /api/v1/jobs/?state__in=Running,Finished&submit_time__gte=2026-01-01&metadata__branch=main&ordering=-priority,submit_time
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
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."state" = ANY($4::text[])
  AND "t"."submit_time" >= $5::timestamptz
  AND ("t"."metadata" #>> $6::text[]) = $7::text
ORDER BY "t"."priority" DESC, "t"."submit_time" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["Running","Finished"], $5 = "2026-01-01 00:00:00.000000+00", $6 = ["branch"], $7 = "main"

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."state" = ANY($4::text[])
  AND "t"."submit_time" >= $5::timestamptz
  AND ("t"."metadata" #>> $6::text[]) = $7::text;
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["Running","Finished"], $5 = "2026-01-01 00:00:00.000000+00", $6 = ["branch"], $7 = "main"


-- GET /api/v1/jobs/?actual_device__device_type__name=qemu&tags__name=usb&viewing_groups__name!=secret&ordering=actual_device__worker_host
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
LEFT JOIN "devices" "o_actual_device" ON "o_actual_device"."hostname" = "t"."actual_device"
  AND (nullif("o_actual_device"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
WHERE (NOT "t"."restricted")
  AND "t"."actual_device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  )
  AND EXISTS (
    SELECT 1
    FROM "job_tags" "r3"
    JOIN "tags" "r2" ON "r2"."id" = "r3"."tag"
    WHERE "r3"."job" = "t"."id" AND "r2"."name" = $2::text
  )
  AND EXISTS (
    SELECT 1
    FROM "job_viewing_groups" "r5"
    JOIN "user_groups" "r4" ON "r4"."id" = "r5"."group"
    WHERE "r5"."job" = "t"."id" AND NOT ("r4"."name" = $3::text)
  )
ORDER BY "o_actual_device"."worker_host" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu", $2 = "usb", $3 = "secret"

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (NOT "t"."restricted")
  AND "t"."actual_device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  )
  AND EXISTS (
    SELECT 1
    FROM "job_tags" "r3"
    JOIN "tags" "r2" ON "r2"."id" = "r3"."tag"
    WHERE "r3"."job" = "t"."id" AND "r2"."name" = $2::text
  )
  AND EXISTS (
    SELECT 1
    FROM "job_viewing_groups" "r5"
    JOIN "user_groups" "r4" ON "r4"."id" = "r5"."group"
    WHERE "r5"."job" = "t"."id" AND NOT ("r4"."name" = $3::text)
  );
-- $1 = "qemu", $2 = "usb", $3 = "secret"


-- GET /api/v1/jobs/?actual_device__device_type__name=qemu&tags__name=usb&viewing_groups__name!=secret&ordering=actual_device__worker_host
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
LEFT JOIN "devices" "o_actual_device" ON "o_actual_device"."hostname" = "t"."actual_device"
  AND (nullif("o_actual_device"."hostname" IN (SELECT hidden_devices($9, false)), true) IS NOT NULL)
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."actual_device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $4::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types($5)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices($6, false)), true) IS NOT NULL)
  )
  AND EXISTS (
    SELECT 1
    FROM "job_tags" "r3"
    JOIN "tags" "r2" ON "r2"."id" = "r3"."tag"
    WHERE "r3"."job" = "t"."id" AND "r2"."name" = $7::text
  )
  AND EXISTS (
    SELECT 1
    FROM "job_viewing_groups" "r5"
    JOIN "user_groups" "r4" ON "r4"."id" = "r5"."group"
    WHERE "r5"."job" = "t"."id" AND NOT ("r4"."name" = $8::text)
  )
ORDER BY "o_actual_device"."worker_host" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = "qemu", $5 = 7, $6 = 7, $7 = "usb", $8 = "secret", $9 = 7

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (
  (
    NOT "t"."restricted"
      OR (
        "t"."submitter" = $1
          OR (
            NOT EXISTS (
              SELECT 1
              FROM "job_viewing_groups" v
              WHERE v."job" = "t"."id"
                AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $1)
            )
              AND (
                EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                  OR (
                    "t"."is_public"
                      AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                        "t"."actual_device" IN (SELECT hidden_devices($2, false)), true
                      ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                      OR nullif(
                        "t"."requested_device_type" IN (SELECT hidden_device_types($3)), true
                      ) IS NOT NULL END
                  )
              )
          )
      )
  )
)
  AND "t"."actual_device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $4::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types($5)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices($6, false)), true) IS NOT NULL)
  )
  AND EXISTS (
    SELECT 1
    FROM "job_tags" "r3"
    JOIN "tags" "r2" ON "r2"."id" = "r3"."tag"
    WHERE "r3"."job" = "t"."id" AND "r2"."name" = $7::text
  )
  AND EXISTS (
    SELECT 1
    FROM "job_viewing_groups" "r5"
    JOIN "user_groups" "r4" ON "r4"."id" = "r5"."group"
    WHERE "r5"."job" = "t"."id" AND NOT ("r4"."name" = $8::text)
  );
-- $1 = 7, $2 = 7, $3 = 7, $4 = "qemu", $5 = 7, $6 = 7, $7 = "usb", $8 = "secret"


-- GET /api/v1/jobs/1/suites/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"));
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/suites/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."name" AS "name", "t"."tests_total" AS "tests_total",
  "t"."tests_pass" AS "tests_pass", "t"."tests_warn" AS "tests_warn", "t"."tests_softfail" AS "tests_softfail",
  "t"."tests_xfail" AS "tests_xfail", "t"."tests_xpass" AS "tests_xpass", "t"."tests_fail" AS "tests_fail",
  "t"."tests_error" AS "tests_error", "t"."tests_timeout" AS "tests_timeout", "t"."tests_miss" AS "tests_miss",
  "t"."tests_interrupted" AS "tests_interrupted", "t"."tests_canceled" AS "tests_canceled",
  "t"."tests_skip" AS "tests_skip", "t"."tests_done" AS "tests_done", "t"."tests_disabled" AS "tests_disabled",
  "t"."tests_unknown" AS "tests_unknown"
FROM "suites" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1

SELECT count(*) AS "count"
FROM "suites" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1


-- GET /api/v1/jobs/1/suites/2/tests/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 2, $2 = 2, $3 = 1

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));
-- $1 = 2, $2 = 2, $3 = 1


-- GET /api/v1/jobs/1/suites/2/tests/
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
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
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
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7


-- GET /api/v1/jobs/1/suites/2/testsets/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND EXISTS (
    SELECT 1
    FROM "suites" "seen"
    WHERE "seen"."id" = $4
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "seen"."job" AND "hidden"."restricted"))
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 2, $2 = 2, $3 = 1, $4 = 2

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND EXISTS (
    SELECT 1
    FROM "suites" "seen"
    WHERE "seen"."id" = $4
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "seen"."job" AND "hidden"."restricted"))
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 2


-- GET /api/v1/jobs/1/suites/2/testsets/
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."name" AS "name"
FROM "test_sets" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND EXISTS (
    SELECT 1
    FROM "suites" "seen"
    WHERE "seen"."id" = $7
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "seen"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
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
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7, $7 = 2

SELECT count(*) AS "count"
FROM "test_sets" "t"
WHERE (
  "t"."suite" = $1 AND EXISTS (SELECT 1 FROM "suites" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3)
)
  AND EXISTS (
    SELECT 1
    FROM "suites" "seen"
    WHERE "seen"."id" = $7
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "seen"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7, $7 = 2


-- GET /api/v1/jobs/1/tests/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"));
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/tests/
-- a user

SELECT "t"."id" AS "id", "t"."suite" AS "suite", "t"."job" AS "job", "t"."test_set" AS "test_set",
  "t_test_case"."name" AS "name", "t"."state" AS "state", "t"."result" AS "result",
  "t"."source_status" AS "source_status", "t"."measurement" AS "measurement", "t"."units" AS "units",
  "t"."duration" AS "duration", "t"."logged" AS "logged", "t"."message" AS "message", "t"."metadata" AS "metadata",
  "t"."attempt" AS "attempt", "t"."decides" AS "decides", "t"."flaky" AS "flaky",
  "t"."start_log_line" AS "start_log_line", "t"."end_log_line" AS "end_log_line"
FROM "tests" "t"
LEFT JOIN "test_cases" "t_test_case" ON "t_test_case"."id" = "t"."test_case"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1

SELECT count(*) AS "count"
FROM "tests" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1


-- GET /api/v1/jobs/1/tests/2/activities/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 2, $2 = 2, $3 = 1

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));
-- $1 = 2, $2 = 2, $3 = 1


-- GET /api/v1/jobs/1/tests/2/activities/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
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
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7


-- GET /api/v1/jobs/1/tests/2/data/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND EXISTS (
    SELECT 1
    FROM "tests" "seen"
    WHERE "seen"."id" = $4
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "seen"."job" AND "hidden"."restricted"))
  )
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 2, $2 = 2, $3 = 1, $4 = 2

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND EXISTS (
    SELECT 1
    FROM "tests" "seen"
    WHERE "seen"."id" = $4
      AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "seen"."job" AND "hidden"."restricted"))
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 2


-- GET /api/v1/jobs/1/tests/2/data/
-- a user

SELECT "t"."id" AS "id", "t"."test" AS "test", "t"."category" AS "category", "t"."key" AS "key",
  "t"."value" AS "value"
FROM "test_data" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND EXISTS (
    SELECT 1
    FROM "tests" "seen"
    WHERE "seen"."id" = $7
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "seen"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
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
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7, $7 = 2

SELECT count(*) AS "count"
FROM "test_data" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND EXISTS (
    SELECT 1
    FROM "tests" "seen"
    WHERE "seen"."id" = $7
      AND (
        NOT EXISTS (
          SELECT 1
          FROM "jobs" "hidden"
          WHERE "hidden"."id" = "seen"."job"
            AND "hidden"."restricted"
            AND NOT (
              "hidden"."submitter" = $4
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "hidden"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                        OR (
                          "hidden"."is_public"
                            AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                              "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                            ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                            OR nullif(
                              "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7, $7 = 2


-- GET /api/v1/jobs/1/tests/2/attachments/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 2, $2 = 2, $3 = 1

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (NOT EXISTS (SELECT 1 FROM "jobs" "hidden" WHERE "hidden"."id" = "t"."job" AND "hidden"."restricted"));
-- $1 = 2, $2 = 2, $3 = 1


-- GET /api/v1/jobs/1/tests/2/attachments/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
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
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE ("t"."test" = $1 AND EXISTS (SELECT 1 FROM "tests" "above1" WHERE "above1"."id" = $2 AND "above1"."job" = $3))
  AND (
    NOT EXISTS (
      SELECT 1
      FROM "jobs" "hidden"
      WHERE "hidden"."id" = "t"."job"
        AND "hidden"."restricted"
        AND NOT (
          "hidden"."submitter" = $4
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "hidden"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $4)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "hidden"."id")
                    OR (
                      "hidden"."is_public"
                        AND CASE WHEN "hidden"."actual_device" IS NOT NULL THEN nullif(
                          "hidden"."actual_device" IN (SELECT hidden_devices($5, false)), true
                        ) IS NOT NULL ELSE "hidden"."requested_device_type" IS NULL
                        OR nullif(
                          "hidden"."requested_device_type" IN (SELECT hidden_device_types($6)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 2, $2 = 2, $3 = 1, $4 = 7, $5 = 7, $6 = 7


-- GET /api/v1/jobs/1/activities/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"));
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/activities/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."activity" AS "activity",
  "t"."time" AS "time", "t"."status" AS "status"
FROM "activities" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1

SELECT count(*) AS "count"
FROM "activities" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1


-- GET /api/v1/jobs/1/attachments/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"));
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/attachments/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."test" AS "test", "t"."name" AS "name",
  "t"."content_type" AS "content_type", "t"."size" AS "size", "t"."sha256" AS "sha256", "t"."created" AS "created"
FROM "attachments" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1

SELECT count(*) AS "count"
FROM "attachments" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1


-- GET /api/v1/jobs/1/logs/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"))
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE ("t"."job" = $1) AND EXISTS (SELECT 1 FROM "jobs" "seen" WHERE "seen"."id" = $2 AND (NOT "seen"."restricted"));
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/logs/
-- a user

SELECT "t"."id" AS "id", "t"."job" AS "job", "t"."line" AS "line", "t"."time" AS "time", "t"."level" AS "level",
  "t"."message" AS "message", "t"."source" AS "source"
FROM "log_lines" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1

SELECT count(*) AS "count"
FROM "log_lines" "t"
WHERE ("t"."job" = $1)
  AND EXISTS (
    SELECT 1
    FROM "jobs" "seen"
    WHERE "seen"."id" = $5
      AND (
        (
          NOT "seen"."restricted"
            OR (
              "seen"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "seen"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "seen"."id")
                        OR (
                          "seen"."is_public"
                            AND CASE WHEN "seen"."actual_device" IS NOT NULL THEN nullif(
                              "seen"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "seen"."requested_device_type" IS NULL
                            OR nullif(
                              "seen"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
      )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1


-- GET /api/v1/jobs/1/children/
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
WHERE (
  EXISTS (SELECT 1 FROM "job_parents" "l" WHERE "l"."job" = "t"."id" AND "l"."parent" = $1)
    AND EXISTS (SELECT 1 FROM "jobs" "root" WHERE "root"."id" = $2 AND NOT "root"."restricted")
)
  AND (NOT "t"."restricted")
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = 1, $2 = 1

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (
  EXISTS (SELECT 1 FROM "job_parents" "l" WHERE "l"."job" = "t"."id" AND "l"."parent" = $1)
    AND EXISTS (SELECT 1 FROM "jobs" "root" WHERE "root"."id" = $2 AND NOT "root"."restricted")
)
  AND (NOT "t"."restricted");
-- $1 = 1, $2 = 1


-- GET /api/v1/jobs/1/children/
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
WHERE (
  EXISTS (SELECT 1 FROM "job_parents" "l" WHERE "l"."job" = "t"."id" AND "l"."parent" = $1)
    AND EXISTS (
      SELECT 1
      FROM "jobs" "root"
      WHERE "root"."id" = $5
        AND (
          NOT "root"."restricted"
            OR (
              "root"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "root"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "root"."id")
                        OR (
                          "root"."is_public"
                            AND CASE WHEN "root"."actual_device" IS NOT NULL THEN nullif(
                              "root"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "root"."requested_device_type" IS NULL
                            OR nullif(
                              "root"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
    )
)
  AND (
    (
      NOT "t"."restricted"
        OR (
          "t"."submitter" = $6
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "t"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $6)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                    OR (
                      "t"."is_public"
                        AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                          "t"."actual_device" IN (SELECT hidden_devices($7, false)), true
                        ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                        OR nullif(
                          "t"."requested_device_type" IN (SELECT hidden_device_types($8)), true
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
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1, $6 = 7, $7 = 7, $8 = 7

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE (
  EXISTS (SELECT 1 FROM "job_parents" "l" WHERE "l"."job" = "t"."id" AND "l"."parent" = $1)
    AND EXISTS (
      SELECT 1
      FROM "jobs" "root"
      WHERE "root"."id" = $5
        AND (
          NOT "root"."restricted"
            OR (
              "root"."submitter" = $2
                OR (
                  NOT EXISTS (
                    SELECT 1
                    FROM "job_viewing_groups" v
                    WHERE v."job" = "root"."id"
                      AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $2)
                  )
                    AND (
                      EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "root"."id")
                        OR (
                          "root"."is_public"
                            AND CASE WHEN "root"."actual_device" IS NOT NULL THEN nullif(
                              "root"."actual_device" IN (SELECT hidden_devices($3, false)), true
                            ) IS NOT NULL ELSE "root"."requested_device_type" IS NULL
                            OR nullif(
                              "root"."requested_device_type" IN (SELECT hidden_device_types($4)), true
                            ) IS NOT NULL END
                        )
                    )
                )
            )
        )
    )
)
  AND (
    (
      NOT "t"."restricted"
        OR (
          "t"."submitter" = $6
            OR (
              NOT EXISTS (
                SELECT 1
                FROM "job_viewing_groups" v
                WHERE v."job" = "t"."id"
                  AND v."group" NOT IN (SELECT m."group" FROM "user_group_members" m WHERE m."user" = $6)
              )
                AND (
                  EXISTS (SELECT 1 FROM "job_viewing_groups" v WHERE v."job" = "t"."id")
                    OR (
                      "t"."is_public"
                        AND CASE WHEN "t"."actual_device" IS NOT NULL THEN nullif(
                          "t"."actual_device" IN (SELECT hidden_devices($7, false)), true
                        ) IS NOT NULL ELSE "t"."requested_device_type" IS NULL
                        OR nullif(
                          "t"."requested_device_type" IN (SELECT hidden_device_types($8)), true
                        ) IS NOT NULL END
                    )
                )
            )
        )
    )
  );
-- $1 = 1, $2 = 7, $3 = 7, $4 = 7, $5 = 1, $6 = 7, $7 = 7, $8 = 7
