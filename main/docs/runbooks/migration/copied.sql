-- Waits, an hour at most, until a new subscription has copied the rows that were there. Run on the side that subscribes.
--   psql DATABASE -f copied.sql
\set ON_ERROR_STOP on
do $$
declare waiting text;
begin
  for turn in 1..7200 loop
    select string_agg(srrelid::regclass::text, ', ') into waiting from pg_subscription_rel where srsubstate <> 'r';
    if waiting is null then
      return;
    end if;
    perform pg_sleep(0.5);
  end loop;
  raise exception 'tables that are not copied yet: %', waiting;
end $$;
