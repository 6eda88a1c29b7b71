-- GET /api/v1/users/
-- anybody

SELECT "t"."id" AS "id", "t"."username" AS "username", "t"."email" AS "email", "t"."first_name" AS "first_name",
  "t"."last_name" AS "last_name", "t"."is_active" AS "is_active", "t"."is_staff" AS "is_staff",
  "t"."is_superuser" AS "is_superuser", "t"."date_joined" AS "date_joined",
  ARRAY(SELECT "l"."group" FROM "user_group_members" "l" WHERE "l"."user" = "t"."id" ORDER BY 1) AS "groups"
FROM "users" "t"
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;

SELECT count(*) AS "count"
FROM "users" "t";


-- GET /api/v1/users/?is_active=true&ordering=-date_joined
-- anybody

SELECT "t"."id" AS "id", "t"."username" AS "username", "t"."email" AS "email", "t"."first_name" AS "first_name",
  "t"."last_name" AS "last_name", "t"."is_active" AS "is_active", "t"."is_staff" AS "is_staff",
  "t"."is_superuser" AS "is_superuser", "t"."date_joined" AS "date_joined",
  ARRAY(SELECT "l"."group" FROM "user_group_members" "l" WHERE "l"."user" = "t"."id" ORDER BY 1) AS "groups"
FROM "users" "t"
WHERE "t"."is_active" = $1::boolean
ORDER BY "t"."date_joined" DESC, "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = true

SELECT count(*) AS "count"
FROM "users" "t"
WHERE "t"."is_active" = $1::boolean;
-- $1 = true


-- GET /api/v1/users/?groups__name=lab
-- anybody

SELECT "t"."id" AS "id", "t"."username" AS "username", "t"."email" AS "email", "t"."first_name" AS "first_name",
  "t"."last_name" AS "last_name", "t"."is_active" AS "is_active", "t"."is_staff" AS "is_staff",
  "t"."is_superuser" AS "is_superuser", "t"."date_joined" AS "date_joined",
  ARRAY(SELECT "l"."group" FROM "user_group_members" "l" WHERE "l"."user" = "t"."id" ORDER BY 1) AS "groups"
FROM "users" "t"
WHERE EXISTS (
  SELECT 1
  FROM "user_group_members" "r2"
  JOIN "user_groups" "r1" ON "r1"."id" = "r2"."group"
  WHERE "r2"."user" = "t"."id" AND "r1"."name" = $1::text
)
ORDER BY "t"."id" ASC
LIMIT 50
OFFSET 0;
-- $1 = "lab"

SELECT count(*) AS "count"
FROM "users" "t"
WHERE EXISTS (
  SELECT 1
  FROM "user_group_members" "r2"
  JOIN "user_groups" "r1" ON "r1"."id" = "r2"."group"
  WHERE "r2"."user" = "t"."id" AND "r1"."name" = $1::text
);
-- $1 = "lab"
