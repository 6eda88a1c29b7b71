-- GET /api/v1/aliases/
-- anybody

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "aliases" "t";


-- GET /api/v1/aliases/?name__startswith=x&ordering=-name
-- anybody

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = "x%"

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE "t"."name" LIKE $1::text;
-- $1 = "x%"


-- GET /api/v1/aliases/?device_type__architecture__name=arm64
-- anybody

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE "t"."device_type" IN (SELECT "r1"."name" FROM "device_types" "r1" WHERE "r1"."architecture" = $1::text)
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = "arm64"

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE "t"."device_type" IN (SELECT "r1"."name" FROM "device_types" "r1" WHERE "r1"."architecture" = $1::text);
-- $1 = "arm64"
