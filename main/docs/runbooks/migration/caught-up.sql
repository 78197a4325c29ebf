-- Waits, ten minutes at most, until a subscriber has confirmed everything that was written here before. Run on the side that
-- publishes.
--   psql DATABASE -v name=NAME -f caught-up.sql
\set ON_ERROR_STOP on
select set_config('migration.slot', :'name', false) \g /dev/null
do $$
declare
  wanted pg_lsn := pg_current_wal_lsn();
  there pg_lsn;
begin
  for turn in 1..1200 loop
    select confirmed_flush_lsn into there from pg_replication_slots
     where slot_name = current_setting('migration.slot') and active;
    if there >= wanted then
      return;
    end if;
    perform pg_sleep(0.5);
  end loop;
  raise exception 'the subscriber of % is not there yet: it confirmed %, wanted is %',
    current_setting('migration.slot'), coalesce(there::text, 'nothing, since it is not connected'), wanted;
end $$;
