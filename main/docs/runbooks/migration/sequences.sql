-- Prints statements that put the sequences of another database to where they are here: replication does not carry them.
--   psql SOURCE -q -f sequences.sql | psql TARGET -f -
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
select '\set ON_ERROR_STOP on';
select format('select setval(%L, %s) \g /dev/null', format('%I.%I', schemaname, sequencename), last_value)
  from pg_sequences where schemaname = 'public' and last_value is not null
 order by sequencename;
