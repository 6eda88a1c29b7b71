-- GET /api/v1/teststatuses/
-- anybody

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."good" AS "good",
  "t"."counts_in_pass_rate" AS "counts_in_pass_rate"
FROM "test_statuses" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "test_statuses" "t";


-- GET /api/v1/teststatuses/?counts_in_pass_rate=true&ordering=-name
-- anybody

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."good" AS "good",
  "t"."counts_in_pass_rate" AS "counts_in_pass_rate"
FROM "test_statuses" "t"
WHERE "t"."counts_in_pass_rate" = $1::boolean
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = true

SELECT count(*) AS "count"
FROM "test_statuses" "t"
WHERE "t"."counts_in_pass_rate" = $1::boolean;
-- $1 = true
