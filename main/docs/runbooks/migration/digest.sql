-- Prints a line for each table of the schema "public": name, count and a digest that does not depend on the order of rows.
--   psql DATABASE -q -f digest.sql
-- Both sides are read with the same settings, so that the same value has the same text.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
set timezone = 'UTC';
set datestyle = 'ISO, YMD';
set intervalstyle = 'postgres';
set extra_float_digits = 1;
set bytea_output = 'hex';
select format(
         'select %L, count(*), coalesce(sum((''x'' || left(hex, 16))::bit(64)::bigint::numeric), 0), '
         'coalesce(sum((''x'' || substr(hex, 17, 16))::bit(64)::bigint::numeric), 0) '
         'from (select encode(sha256(convert_to(t::text, ''UTF8'')), ''hex'') as hex from %s t) as digests',
         c.oid::regclass, c.oid::regclass)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r'
 order by c.oid::regclass::text
\gexec
