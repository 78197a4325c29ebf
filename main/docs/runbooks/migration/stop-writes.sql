-- The moment without writes: the application's role may not log in any more, and its sessions end.
--   psql DATABASE -v role=NAME -f stop-writes.sql
\set ON_ERROR_STOP on
alter role :"role" nologin;
select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where usename = :'role';
