-- GET /api/v1/cores/
-- anybody

SELECT "t"."name" AS "name"
FROM "cores" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "cores" "t";


-- GET /api/v1/cores/?name__icontains=cortex&ordering=-name
-- anybody

SELECT "t"."name" AS "name"
FROM "cores" "t"
WHERE UPPER("t"."name") LIKE UPPER($1::text)
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = "%cortex%"

SELECT count(*) AS "count"
FROM "cores" "t"
WHERE UPPER("t"."name") LIKE UPPER($1::text);
-- $1 = "%cortex%"
