-- GET /api/v1/bitwidths/
-- anybody

SELECT "t"."width" AS "width"
FROM "bit_widths" "t"
ORDER BY "t"."width" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "bit_widths" "t";


-- GET /api/v1/bitwidths/?width__gte=32&ordering=-width
-- anybody

SELECT "t"."width" AS "width"
FROM "bit_widths" "t"
WHERE "t"."width" >= $1::integer
ORDER BY "t"."width" DESC
LIMIT 50
OFFSET 0;
-- $1 = "32"

SELECT count(*) AS "count"
FROM "bit_widths" "t"
WHERE "t"."width" >= $1::integer;
-- $1 = "32"
