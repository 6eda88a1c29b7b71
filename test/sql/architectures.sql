-- GET /api/v1/architectures/
-- anybody

SELECT "t"."name" AS "name"
FROM "architectures" "t"
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "architectures" "t";


-- GET /api/v1/architectures/?name__in=arm64,riscv64&ordering=-name
-- anybody

SELECT "t"."name" AS "name"
FROM "architectures" "t"
WHERE "t"."name" = ANY($1::text[])
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = ["arm64","riscv64"]

SELECT count(*) AS "count"
FROM "architectures" "t"
WHERE "t"."name" = ANY($1::text[]);
-- $1 = ["arm64","riscv64"]
