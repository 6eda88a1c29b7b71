-- jobs?
-- nobody in particular

SELECT "t"."id" AS "id", (SELECT "s"."username" FROM "users" "s" WHERE "s"."id" = "t"."submitter") AS "submitter",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  "t"."name" AS "description", "t"."health_check" AS "health_check",
  "t"."requested_device_type" AS "requested_device_type",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."actual_device" AS "actual_device", "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time",
  "t"."end_time" AS "end_time", "t"."state" AS "state", "t"."health" AS "health", "t"."priority" AS "priority",
  "t"."definition" AS "definition", "t"."metadata" AS "metadata",
  "t"."original_definition" AS "original_definition", "t"."multinode_definition" AS "multinode_definition",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  NOT "t"."restricted"
    AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
)
ORDER BY "t"."id" DESC
LIMIT 51
OFFSET 0;

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  NOT "t"."restricted"
    AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
);


-- jobs?
-- a user

SELECT "t"."id" AS "id", (SELECT "s"."username" FROM "users" "s" WHERE "s"."id" = "t"."submitter") AS "submitter",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  "t"."name" AS "description", "t"."health_check" AS "health_check",
  "t"."requested_device_type" AS "requested_device_type",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."actual_device" AS "actual_device", "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time",
  "t"."end_time" AS "end_time", "t"."state" AS "state", "t"."health" AS "health", "t"."priority" AS "priority",
  "t"."definition" AS "definition", "t"."metadata" AS "metadata",
  "t"."original_definition" AS "original_definition", "t"."multinode_definition" AS "multinode_definition",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  (
    (
      NOT "t"."restricted"
        AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
    )
      OR (
        "t"."restricted"
          AND (
            (NOT "t"."is_public" AND "t"."submitter" = $1)
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
)
ORDER BY "t"."id" DESC
LIMIT 51
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  (
    (
      NOT "t"."restricted"
        AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
    )
      OR (
        "t"."restricted"
          AND (
            (NOT "t"."is_public" AND "t"."submitter" = $1)
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
);
-- $1 = 7, $2 = 7, $3 = 7


-- jobs?state=Finished&requested_device_type__cores__name=kirin&ordering=-end_time
-- nobody in particular

SELECT "t"."id" AS "id", (SELECT "s"."username" FROM "users" "s" WHERE "s"."id" = "t"."submitter") AS "submitter",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  "t"."name" AS "description", "t"."health_check" AS "health_check",
  "t"."requested_device_type" AS "requested_device_type",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."actual_device" AS "actual_device", "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time",
  "t"."end_time" AS "end_time", "t"."state" AS "state", "t"."health" AS "health", "t"."priority" AS "priority",
  "t"."definition" AS "definition", "t"."metadata" AS "metadata",
  "t"."original_definition" AS "original_definition", "t"."multinode_definition" AS "multinode_definition",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  NOT "t"."restricted"
    AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
)
  AND "t"."state" = ANY($1::text[])
  AND "t"."requested_device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE EXISTS (
      SELECT 1
      FROM "device_type_cores" "r3"
      JOIN "cores" "r2" ON "r2"."name" = "r3"."core"
      WHERE "r3"."device_type" = "r1"."name" AND "r2"."name" = $2::text
    )
      AND (nullif("r1"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  )
ORDER BY "t"."end_time" DESC, "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = ["Finished"], $2 = "kirin"

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  NOT "t"."restricted"
    AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
)
  AND "t"."state" = ANY($1::text[])
  AND "t"."requested_device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE EXISTS (
      SELECT 1
      FROM "device_type_cores" "r3"
      JOIN "cores" "r2" ON "r2"."name" = "r3"."core"
      WHERE "r3"."device_type" = "r1"."name" AND "r2"."name" = $2::text
    )
      AND (nullif("r1"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  );
-- $1 = ["Finished"], $2 = "kirin"


-- jobs?state=Finished&requested_device_type__cores__name=kirin&ordering=-end_time
-- a user

SELECT "t"."id" AS "id", (SELECT "s"."username" FROM "users" "s" WHERE "s"."id" = "t"."submitter") AS "submitter",
  ARRAY(SELECT "l"."group" FROM "job_viewing_groups" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "viewing_groups",
  "t"."name" AS "description", "t"."health_check" AS "health_check",
  "t"."requested_device_type" AS "requested_device_type",
  ARRAY(SELECT "l"."tag" FROM "job_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "tags",
  "t"."actual_device" AS "actual_device", "t"."submit_time" AS "submit_time", "t"."start_time" AS "start_time",
  "t"."end_time" AS "end_time", "t"."state" AS "state", "t"."health" AS "health", "t"."priority" AS "priority",
  "t"."definition" AS "definition", "t"."metadata" AS "metadata",
  "t"."original_definition" AS "original_definition", "t"."multinode_definition" AS "multinode_definition",
  ARRAY(SELECT "l"."failure_tag" FROM "job_failure_tags" "l" WHERE "l"."job" = "t"."id" ORDER BY 1) AS "failure_tags",
  "t"."failure_comment" AS "failure_comment", "t"."token" AS "token",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  (
    (
      NOT "t"."restricted"
        AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
    )
      OR (
        "t"."restricted"
          AND (
            (NOT "t"."is_public" AND "t"."submitter" = $1)
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
)
  AND "t"."state" = ANY($4::text[])
  AND "t"."requested_device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE EXISTS (
      SELECT 1
      FROM "device_type_cores" "r3"
      JOIN "cores" "r2" ON "r2"."name" = "r3"."core"
      WHERE "r3"."device_type" = "r1"."name" AND "r2"."name" = $5::text
    )
      AND (nullif("r1"."name" IN (SELECT hidden_device_types($6)), true) IS NOT NULL)
  )
ORDER BY "t"."end_time" DESC, "t"."id" ASC
LIMIT 51
OFFSET 0;
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["Finished"], $5 = "kirin", $6 = 7

SELECT count(*) AS "count",
  (SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END) AS "@snapshot"
FROM "jobs" "t"
WHERE (
  (
    (
      NOT "t"."restricted"
        AND ("t"."sub_id" IS NULL OR "t"."actual_device" IS NOT NULL OR "t"."requested_device_type" IS NOT NULL)
    )
      OR (
        "t"."restricted"
          AND (
            (NOT "t"."is_public" AND "t"."submitter" = $1)
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
)
  AND "t"."state" = ANY($4::text[])
  AND "t"."requested_device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE EXISTS (
      SELECT 1
      FROM "device_type_cores" "r3"
      JOIN "cores" "r2" ON "r2"."name" = "r3"."core"
      WHERE "r3"."device_type" = "r1"."name" AND "r2"."name" = $5::text
    )
      AND (nullif("r1"."name" IN (SELECT hidden_device_types($6)), true) IS NOT NULL)
  );
-- $1 = 7, $2 = 7, $3 = 7, $4 = ["Finished"], $5 = "kirin", $6 = 7


