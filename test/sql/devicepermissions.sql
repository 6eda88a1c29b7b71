-- GET /api/v1/devicepermissions/
-- anybody

SELECT "t"."id" AS "id", "t"."device" AS "device", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "device_permissions" "t"
WHERE (false)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "device_permissions" "t"
WHERE (false);


-- GET /api/v1/devicepermissions/?ordering=-device
-- anybody

SELECT "t"."id" AS "id", "t"."device" AS "device", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "device_permissions" "t"
WHERE (false)
ORDER BY "t"."device" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "device_permissions" "t"
WHERE (false);


-- GET /api/v1/devicepermissions/?device__device_type__name=qemu&group__name=lab
-- nobody in particular

SELECT "t"."id" AS "id", "t"."device" AS "device", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "device_permissions" "t"
WHERE (false)
  AND "t"."device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu", $2 = "lab"

SELECT count(*) AS "count"
FROM "device_permissions" "t"
WHERE (false)
  AND "t"."device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices(NULL, false)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $2::text);
-- $1 = "qemu", $2 = "lab"


-- GET /api/v1/devicepermissions/?device__device_type__name=qemu&group__name=lab
-- a user

SELECT "t"."id" AS "id", "t"."device" AS "device", "t"."group" AS "group", "t"."permission" AS "permission"
FROM "device_permissions" "t"
WHERE (false)
  AND "t"."device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types($2)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices($3, false)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $4::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "qemu", $2 = 7, $3 = 7, $4 = "lab"

SELECT count(*) AS "count"
FROM "device_permissions" "t"
WHERE (false)
  AND "t"."device" IN (
    SELECT "r1"."hostname"
    FROM "devices" "r1"
    WHERE "r1"."device_type" = $1::text
      AND nullif("r1"."device_type" IN (SELECT hidden_device_types($2)), true) IS NOT NULL
      AND (nullif("r1"."hostname" IN (SELECT hidden_devices($3, false)), true) IS NOT NULL)
  )
  AND "t"."group" IN (SELECT "r2"."id" FROM "user_groups" "r2" WHERE "r2"."name" = $4::text);
-- $1 = "qemu", $2 = 7, $3 = 7, $4 = "lab"
