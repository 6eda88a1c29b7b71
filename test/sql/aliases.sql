-- GET /api/v1/aliases/
-- nobody in particular

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
)
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
);


-- GET /api/v1/aliases/
-- a user

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
)
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
);
-- $1 = 7


-- GET /api/v1/aliases/?name__startswith=x&ordering=-name
-- nobody in particular

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
)
  AND "t"."name" LIKE $1::text
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = "x%"

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
)
  AND "t"."name" LIKE $1::text;
-- $1 = "x%"


-- GET /api/v1/aliases/?name__startswith=x&ordering=-name
-- a user

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
)
  AND "t"."name" LIKE $2::text
ORDER BY "t"."name" DESC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "x%"

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
)
  AND "t"."name" LIKE $2::text;
-- $1 = 7, $2 = "x%"


-- GET /api/v1/aliases/?device_type__architecture__name=arm64
-- nobody in particular

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
)
  AND "t"."device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE "r1"."architecture" = $1::text
      AND (nullif("r1"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  )
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = "arm64"

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
)
  AND "t"."device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE "r1"."architecture" = $1::text
      AND (nullif("r1"."name" IN (SELECT hidden_device_types(NULL)), true) IS NOT NULL)
  );
-- $1 = "arm64"


-- GET /api/v1/aliases/?device_type__architecture__name=arm64
-- a user

SELECT "t"."name" AS "name", "t"."device_type" AS "device_type"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
)
  AND "t"."device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE "r1"."architecture" = $2::text
      AND (nullif("r1"."name" IN (SELECT hidden_device_types($3)), true) IS NOT NULL)
  )
ORDER BY "t"."name" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "arm64", $3 = 7

SELECT count(*) AS "count"
FROM "aliases" "t"
WHERE (
  ("t"."device_type" IS NULL OR nullif("t"."device_type" IN (SELECT hidden_device_types($1)), true) IS NOT NULL)
)
  AND "t"."device_type" IN (
    SELECT "r1"."name"
    FROM "device_types" "r1"
    WHERE "r1"."architecture" = $2::text
      AND (nullif("r1"."name" IN (SELECT hidden_device_types($3)), true) IS NOT NULL)
  );
-- $1 = 7, $2 = "arm64", $3 = 7
