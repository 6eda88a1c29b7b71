-- GET /api/v1/devicetypepermissions/
-- anybody

SELECT "t"."id" AS "id", "t"."device_type" AS "device_type", "t"."group" AS "group",
  "t"."permission" AS "permission"
FROM "device_type_permissions" "t"
WHERE (false)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "device_type_permissions" "t"
WHERE (false);


-- GET /api/v1/devicetypepermissions/?ordering=-device_type
-- anybody

SELECT "t"."id" AS "id", "t"."device_type" AS "device_type", "t"."group" AS "group",
  "t"."permission" AS "permission"
FROM "device_type_permissions" "t"
WHERE (false)
ORDER BY "t"."device_type" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "device_type_permissions" "t"
WHERE (false);


-- GET /api/v1/devicetypepermissions/?permission__codename=view_devicetype
-- anybody

SELECT "t"."id" AS "id", "t"."device_type" AS "device_type", "t"."group" AS "group",
  "t"."permission" AS "permission"
FROM "device_type_permissions" "t"
WHERE (false) AND "t"."permission" IN (SELECT "r1"."id" FROM "permissions" "r1" WHERE "r1"."codename" = $1::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "view_devicetype"

SELECT count(*) AS "count"
FROM "device_type_permissions" "t"
WHERE (false) AND "t"."permission" IN (SELECT "r1"."id" FROM "permissions" "r1" WHERE "r1"."codename" = $1::text);
-- $1 = "view_devicetype"
