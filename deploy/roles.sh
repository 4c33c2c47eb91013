#!/bin/sh
# Run once by the image of PostgreSQL, when its volume is empty.
exec psql --username "$POSTGRES_USER" --dbname postgres \
    -v owner="$JALON_OWNER_PASSWORD" -v app="$JALON_APP_PASSWORD" -f /roles.sql
