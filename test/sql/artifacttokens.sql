-- GET /api/v1/artifacttokens/
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1);
-- $1 = null


-- GET /api/v1/artifacttokens/
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1);
-- $1 = 7


-- GET /api/v1/artifacttokens/?name__startswith=git&ordering=-name
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."name" LIKE $2::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "git%"

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."name" LIKE $2::text;
-- $1 = null, $2 = "git%"


-- GET /api/v1/artifacttokens/?name__startswith=git&ordering=-name
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."name" LIKE $2::text
ORDER BY "t"."name" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "git%"

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."name" LIKE $2::text;
-- $1 = 7, $2 = "git%"


-- GET /api/v1/artifacttokens/?user__username=ann
-- nobody in particular

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = null, $2 = "ann"

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text);
-- $1 = null, $2 = "ann"


-- GET /api/v1/artifacttokens/?user__username=ann
-- a user

SELECT "t"."id" AS "id", "t"."user" AS "user", "t"."name" AS "name", "t"."token" AS "token"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = 7, $2 = "ann"

SELECT count(*) AS "count"
FROM "artifact_tokens" "t"
WHERE ("t"."user" = $1) AND "t"."user" IN (SELECT "r1"."id" FROM "users" "r1" WHERE "r1"."username" = $2::text);
-- $1 = 7, $2 = "ann"
