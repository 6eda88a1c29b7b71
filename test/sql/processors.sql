-- GET /api/v1/processors/
-- anybody

SELECT "t"."name" AS "name"
FROM "processors" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "processors" "t";


-- GET /api/v1/processors/?name__endswith=x&ordering=-name
-- anybody

SELECT "t"."name" AS "name"
FROM "processors" "t"
WHERE "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = "%x"

SELECT count(*) AS "count"
FROM "processors" "t"
WHERE "t"."name" LIKE $1::text;
-- $1 = "%x"
