-- GET /api/v1/devicetypes/
-- nobody in particular

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL);


-- GET /api/v1/devicetypes/
-- a user

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL);
-- $1 = 7


-- GET /api/v1/devicetypes/?display=true&ordering=-core_count
-- nobody in particular

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL) AND "t"."display" = $1::boolean
ORDER BY "t"."core_count" DESC, "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = true

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL) AND "t"."display" = $1::boolean;
-- $1 = true


-- GET /api/v1/devicetypes/?display=true&ordering=-core_count
-- a user

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL) AND "t"."display" = $2::boolean
ORDER BY "t"."core_count" DESC, "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = true

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL) AND "t"."display" = $2::boolean;
-- $1 = 7, $2 = true


-- GET /api/v1/devicetypes/?cores__name__in=Cortex-A53,Cortex-A72&bits__width=64
-- nobody in particular

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  AND EXISTS (
    SELECT 1
    FROM "device_type_cores" "r2"
    JOIN "cores" "r1" ON "r1"."name" = "r2"."core"
    WHERE "r2"."device_type" = "t"."name" AND "r1"."name" = ANY($1::text[])
  )
  AND "t"."bits" = $2::integer
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = ["Cortex-A53","Cortex-A72"], $2 = "64"

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  AND EXISTS (
    SELECT 1
    FROM "device_type_cores" "r2"
    JOIN "cores" "r1" ON "r1"."name" = "r2"."core"
    WHERE "r2"."device_type" = "t"."name" AND "r1"."name" = ANY($1::text[])
  )
  AND "t"."bits" = $2::integer;
-- $1 = ["Cortex-A53","Cortex-A72"], $2 = "64"


-- GET /api/v1/devicetypes/?cores__name__in=Cortex-A53,Cortex-A72&bits__width=64
-- a user

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."display" AS "display",
  "t"."architecture" AS "architecture", "t"."processor" AS "processor", "t"."cpu_model" AS "cpu_model",
  ARRAY(SELECT "l"."core" FROM "device_type_cores" "l" WHERE "l"."device_type" = "t"."name" ORDER BY 1) AS "cores",
  "t"."core_count" AS "core_count", "t"."bits" AS "bits", "t"."health_frequency" AS "health_frequency",
  "t"."health_denominator" AS "health_denominator", "t"."disable_health_check" AS "disable_health_check"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
  AND EXISTS (
    SELECT 1
    FROM "device_type_cores" "r2"
    JOIN "cores" "r1" ON "r1"."name" = "r2"."core"
    WHERE "r2"."device_type" = "t"."name" AND "r1"."name" = ANY($2::text[])
  )
  AND "t"."bits" = $3::integer
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = ["Cortex-A53","Cortex-A72"], $3 = "64"

SELECT count(*) AS "count"
FROM "device_types" "t"
WHERE (nullif("t"."name" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
  AND EXISTS (
    SELECT 1
    FROM "device_type_cores" "r2"
    JOIN "cores" "r1" ON "r1"."name" = "r2"."core"
    WHERE "r2"."device_type" = "t"."name" AND "r1"."name" = ANY($2::text[])
  )
  AND "t"."bits" = $3::integer;
-- $1 = 7, $2 = ["Cortex-A53","Cortex-A72"], $3 = "64"


-- GET /api/v1/devicetypes/some devicetypes/devices/
-- nobody in particular

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."worker_host" AS "worker_host",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."device_version" AS "device_version",
  "t"."description" AS "description", "t"."physical_owner" AS "physical_owner",
  "t"."physical_group" AS "physical_group", "t"."is_synced" AS "is_synced",
  "t"."last_health_report_job" AS "last_health_report_job"
FROM "devices" "t"
WHERE ("t"."device_type" = $1)
  AND (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 50
OFFSET 0;
-- $1 = "some devicetypes"

SELECT count(*) AS "count"
FROM "devices" "t"
WHERE ("t"."device_type" = $1)
  AND (nullif("t"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL);
-- $1 = "some devicetypes"


-- GET /api/v1/devicetypes/some devicetypes/devices/
-- a user

SELECT "t"."hostname" AS "hostname", "t"."device_type" AS "device_type", "t"."worker_host" AS "worker_host",
  ARRAY(SELECT "l"."tag" FROM "device_tags" "l" WHERE "l"."device" = "t"."hostname" ORDER BY 1) AS "tags",
  "t"."state" AS "state", "t"."health" AS "health", "t"."device_version" AS "device_version",
  "t"."description" AS "description", "t"."physical_owner" AS "physical_owner",
  "t"."physical_group" AS "physical_group", "t"."is_synced" AS "is_synced",
  "t"."last_health_report_job" AS "last_health_report_job"
FROM "devices" "t"
WHERE ("t"."device_type" = $1) AND (nullif("t"."hostname" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL)
ORDER BY "t"."hostname" ASC
LIMIT 50
OFFSET 0;
-- $1 = "some devicetypes", $2 = 7

SELECT count(*) AS "count"
FROM "devices" "t"
WHERE ("t"."device_type" = $1) AND (nullif("t"."hostname" IN (SELECT hidden_devices($2, false)), true) IS NOT NULL);
-- $1 = "some devicetypes", $2 = 7


-- GET /api/v1/devicetypes/some devicetypes/jobs/
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
WHERE ("t"."requested_device_type" = $1) AND (NOT "t"."restricted")
ORDER BY "t"."id" DESC
LIMIT 50
OFFSET 0;
-- $1 = "some devicetypes"

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE ("t"."requested_device_type" = $1) AND (NOT "t"."restricted");
-- $1 = "some devicetypes"


-- GET /api/v1/devicetypes/some devicetypes/jobs/
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
WHERE ("t"."requested_device_type" = $1)
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
-- $1 = "some devicetypes", $2 = 7, $3 = 7, $4 = 7

SELECT count(*) AS "count"
FROM "jobs" "t"
WHERE ("t"."requested_device_type" = $1)
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
-- $1 = "some devicetypes", $2 = 7, $3 = 7, $4 = 7
