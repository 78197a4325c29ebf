-- What holds whoever writes, the owner of the tables included. Each refusal is a check violation (23514) that names its
-- rule as a constraint, so that a program can tell them apart.

create function ledger.refuse(rule text, message text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = 'check_violation', constraint = rule, message = message, schema = 'ledger';
end $$;

-- Append-only: a mistake is corrected by a reversing entry, never by a change.
create function ledger.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform ledger.refuse('append_only', format('%s on %I is refused; post a reversing entry', tg_op, tg_table_name));
    return null;
end $$;

create trigger append_only before update or delete or truncate on ledger.account_kind
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.account
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.journal_entry
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.journal_line
    for each statement execute function ledger.refuse_change();
create trigger append_only before delete or truncate on ledger.account_balance
    for each statement execute function ledger.refuse_change();

-- A balance changes by posting only: from inside another trigger, hence at depth two.
create function ledger.refuse_change_by_hand() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pg_trigger_depth() < 2 then
        perform ledger.refuse('balance_follows_journal', 'a balance changes only with a journal entry');
    end if;
    return null;
end $$;

create trigger balance_follows_journal before insert or update on ledger.account_balance
    for each statement execute function ledger.refuse_change_by_hand();

create function ledger.open_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into ledger.account_balance (account_id, amount)
    select new.id, 0 from ledger.account_kind where name = new.kind and not may_be_negative;
    return null;
end $$;

create trigger open_balance after insert on ledger.account
    for each row execute function ledger.open_balance();

-- Runs once per statement and takes the balances in the order of their accounts: two entries that touch the same
-- accounts wait for each other and never deadlock.
create function ledger.post_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    change record;
begin
    if exists (
        select from new_lines line
        join ledger.journal_entry entry on entry.id = line.entry_id
        where entry.transaction_id <> pg_current_xact_id()
    ) then
        perform ledger.refuse('entry_is_sealed', 'lines are added only by the transaction that made their entry');
    end if;
    for change in
        select line.account_id,
            sum(case when line.side = kind.normal_side then line.amount else -line.amount end) as amount
        from new_lines line
        join ledger.account account on account.id = line.account_id
        join ledger.account_kind kind on kind.name = account.kind
        where not kind.may_be_negative
        group by line.account_id
        order by line.account_id
    loop
        update ledger.account_balance set amount = amount + change.amount where account_id = change.account_id;
    end loop;
    return null;
end $$;

create trigger post_lines after insert on ledger.journal_line
    referencing new table as new_lines
    for each statement execute function ledger.post_lines();

create function ledger.check_entry(entry bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    original ledger.journal_entry;
    checked ledger.journal_entry;
begin
    if (select count(*) from ledger.journal_line where entry_id = entry) < 2 then
        perform ledger.refuse('entry_has_two_lines', 'a journal entry needs at least two lines');
    end if;
    if exists (
        select from ledger.journal_line where entry_id = entry
        group by currency having sum(case side when 'debit' then amount else -amount end) <> 0
    ) then
        perform ledger.refuse('entry_balances', 'debits and credits of an entry are equal in each currency');
    end if;
    select * into checked from ledger.journal_entry where id = entry;
    if checked.reverses is null then
        return;
    end if;
    select * into original from ledger.journal_entry where id = checked.reverses;
    if original.type = 'reversal' or original.payment_id <> checked.payment_id or exists (
        select account_id, sum(case side when 'debit' then amount else -amount end)
        from ledger.journal_line where entry_id in (checked.id, original.id)
        group by account_id having sum(case side when 'debit' then amount else -amount end) <> 0
    ) then
        perform ledger.refuse('reversal_mirrors_its_original', 'a reversal cancels an entry of the same payment, line by line');
    end if;
end $$;

create function ledger.check_entry_of_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform ledger.check_entry(new.id);
    return null;
end $$;

create function ledger.check_entry_of_line() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform ledger.check_entry(new.entry_id);
    return null;
end $$;

-- At commit, when all lines are there. Both: an entry may have no line, and a line may come after an early check.
create constraint trigger entry_balances after insert on ledger.journal_entry
    deferrable initially deferred for each row execute function ledger.check_entry_of_entry();
create constraint trigger entry_balances after insert on ledger.journal_line
    deferrable initially deferred for each row execute function ledger.check_entry_of_line();

-- Also in sessions that replay changes, which skip ordinary triggers.
alter table ledger.account_kind enable always trigger append_only;
alter table ledger.account enable always trigger append_only;
alter table ledger.account enable always trigger open_balance;
alter table ledger.account_balance enable always trigger append_only;
alter table ledger.account_balance enable always trigger balance_follows_journal;
alter table ledger.journal_entry enable always trigger append_only;
alter table ledger.journal_entry enable always trigger entry_balances;
alter table ledger.journal_line enable always trigger append_only;
alter table ledger.journal_line enable always trigger post_lines;
alter table ledger.journal_line enable always trigger entry_balances;
