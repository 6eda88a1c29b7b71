-- GET /api/v1/tokens/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1);
-- $1 = null


-- GET /api/v1/tokens/
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1);
-- $1 = 7


-- GET /api/v1/tokens/?name__icontains=ci&ordering=-created
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND UPPER("t"."name") LIKE UPPER($2::text)
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "%ci%"

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND UPPER("t"."name") LIKE UPPER($2::text);
-- $1 = null, $2 = "%ci%"


-- GET /api/v1/tokens/?name__icontains=ci&ordering=-created
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND UPPER("t"."name") LIKE UPPER($2::text)
ORDER BY "t"."created" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "%ci%"

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND UPPER("t"."name") LIKE UPPER($2::text);
-- $1 = 7, $2 = "%ci%"


-- GET /api/v1/tokens/?user__username=ann
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "ann"

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text);
-- $1 = null, $2 = "ann"


-- GET /api/v1/tokens/?user__username=ann
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."prefix" AS "prefix",
  "t"."scopes" AS "scopes", "t"."created" AS "created", "t"."expires" AS "expires", "t"."last_used" AS "last_used"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "ann"

SELECT count(*) AS "count"
FROM "tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text);
-- $1 = 7, $2 = "ann"
