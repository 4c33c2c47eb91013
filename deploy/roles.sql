-- The roles and the database of Jalon on a server of one's own; once, as its administrator:
--   psql -v owner=PASSWORD -v app=ANOTHER -f deploy/roles.sql
-- Whose the tables are (migrations, backups), and who pages and workers are: they own nothing.
\set ON_ERROR_STOP on
CREATE ROLE jalon_owner LOGIN PASSWORD :'owner';
CREATE ROLE jalon_app LOGIN PASSWORD :'app';
-- What a caseworker's page becomes while it is made: no right on the job space.
CREATE ROLE jalon_caseworker_jalon NOLOGIN;
GRANT jalon_caseworker_jalon TO jalon_app;
CREATE DATABASE jalon OWNER jalon_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE jalon FROM PUBLIC;
GRANT CONNECT ON DATABASE jalon TO jalon_app;
\connect jalon
ALTER SCHEMA public OWNER TO jalon_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
