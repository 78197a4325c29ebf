-- The guards of V2 hold for all payments of a merchant together: without this rule, a capture could use up what another
-- payment is authorised for. The amounts are those that reconciliation reads.

create function ledger.check_payment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Two entries of one payment, posted at once, do not see each other: the second waits here until the first has ended.
    perform pg_advisory_xact_lock(hashtextextended('payments.ledger.' || new.payment_id, 0));
    if exists (
        select from ledger.payment_total
        where payment_id = new.payment_id
            and (captured + released > authorised or refunded > captured or least(captured, refunded, released) < 0)
    ) then
        perform ledger.refuse(
            'payment_covers_entry', 'no payment is captured beyond its authorisation or refunded beyond its capture');
    end if;
    return null;
end $$;

-- At commit, when all lines are there.
create constraint trigger payment_covers_entry after insert on ledger.journal_entry
    deferrable initially deferred for each row execute function ledger.check_payment();

alter table ledger.journal_entry enable always trigger payment_covers_entry;
