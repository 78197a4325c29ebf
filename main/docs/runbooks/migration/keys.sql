-- Prints primary key and digest of each row of one table, in the order of the key: to see which rows differ, without values.
--   psql DATABASE -q -v table=NAME -f keys.sql
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
set timezone = 'UTC';
set datestyle = 'ISO, YMD';
set intervalstyle = 'postgres';
set extra_float_digits = 1;
set bytea_output = 'hex';
select format('select %s, encode(sha256(convert_to(t::text, ''UTF8'')), ''hex'') from %s t order by %1$s',
              string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum)),
              i.indrelid::regclass)
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
 where i.indrelid = :'table'::regclass and i.indisprimary
 group by i.indrelid
\gexec
