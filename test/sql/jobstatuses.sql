-- GET /api/v1/jobstatuses/
-- anybody

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."good" AS "good"
FROM "job_statuses" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "job_statuses" "t";


-- GET /api/v1/jobstatuses/?good=true&ordering=-name
-- anybody

SELECT "t"."name" AS "name", "t"."description" AS "description", "t"."good" AS "good"
FROM "job_statuses" "t"
WHERE "t"."good" = $1::boolean
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = true

SELECT count(*) AS "count"
FROM "job_statuses" "t"
WHERE "t"."good" = $1::boolean;
-- $1 = true
