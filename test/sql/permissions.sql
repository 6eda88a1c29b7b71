-- GET /api/v1/permissions/
-- anybody

SELECT "t"."id" AS "id", "t"."codename" AS "codename", "t"."model" AS "model"
FROM "permissions" "t"
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "permissions" "t";


-- GET /api/v1/permissions/?model=device&ordering=codename
-- anybody

SELECT "t"."id" AS "id", "t"."codename" AS "codename", "t"."model" AS "model"
FROM "permissions" "t"
WHERE "t"."model" = $1::text
ORDER BY "t"."codename" ASC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "device"

SELECT count(*) AS "count"
FROM "permissions" "t"
WHERE "t"."model" = $1::text;
-- $1 = "device"
