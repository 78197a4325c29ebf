-- Makes a role and a publication from which another PostgreSQL may take all tables of the schema "public".
--   psql DATABASE -v publication=NAME -f publish.sql
-- The environment variable REPLICATION_PASSWORD is the role's password: it stands in no argument and in no file.
-- psql 15 or newer (\getenv). May be run again.
\set ON_ERROR_STOP on
\getenv password REPLICATION_PASSWORD

-- Without an identity, PostgreSQL refuses each UPDATE and DELETE of a published table: the old system would fail.
do $$
declare nameless text;
begin
  select string_agg(c.oid::regclass::text, ', ' order by 1) into nameless
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind = 'r' and c.relreplident in ('d', 'n')
     and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary);
  if nameless is not null then
    raise exception 'tables without a primary key: %', nameless
      using hint = 'Give each a primary key, or REPLICA IDENTITY FULL (slow for large tables).';
  end if;
end $$;

select not exists (select from pg_roles where rolname = 'migration') as is_new,
       exists (select from pg_roles where rolname = 'rds_replication') as is_on_rds \gset
\if :is_new
create role migration login;
\endif
alter role migration password :'password';
\if :is_on_rds
grant rds_replication to migration;
\else
alter role migration replication;
\endif
grant usage on schema public to migration;
grant select on all tables in schema public to migration;

select format('create publication %I for table %s', :'publication',
              string_agg(c.oid::regclass::text, ', ' order by c.oid::regclass::text))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r'
   and not exists (select from pg_publication where pubname = :'publication')
having count(*) > 0
\gexec
