-- GET /api/v1/usergroups/
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name"
FROM "user_groups" "t"
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "user_groups" "t";


-- GET /api/v1/usergroups/?name__startswith=lab&ordering=-name
-- anybody

SELECT "t"."id" AS "id", "t"."name" AS "name"
FROM "user_groups" "t"
WHERE "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "lab%"

SELECT count(*) AS "count"
FROM "user_groups" "t"
WHERE "t"."name" LIKE $1::text;
-- $1 = "lab%"
