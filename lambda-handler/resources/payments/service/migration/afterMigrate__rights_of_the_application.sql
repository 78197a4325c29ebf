-- Runs after every migration, so that rights that were changed by hand come back to this list: read all, add to the
-- journal, change nothing.

-- The migration's own lock is released by now, and PostgreSQL fails two grants on one object at the same time with the
-- internal error "tuple concurrently updated". Held until the end of this transaction.
do $$
begin
    perform pg_advisory_xact_lock(hashtext('payments.ledger.rights'));
end $$;

do $$
begin
    create role ${application_role} login;
exception
    when duplicate_object then null;
end $$;

-- On RDS, members of rds_iam log in with an IAM token and cannot use a password (RDS guide, "Creating a database
-- account using IAM authentication"). Elsewhere the role does not exist.
do $$
begin
    if exists (select from pg_roles where rolname = 'rds_iam') then
        grant rds_iam to ${application_role};
    end if;
end $$;

revoke all on all tables in schema ledger from ${application_role}, public;
revoke all on all functions in schema ledger from ${application_role}, public;

grant usage on schema ledger to ${application_role};
grant select on ledger.account_kind, ledger.account, ledger.account_balance, ledger.journal_entry, ledger.journal_line,
    ledger.trial_balance, ledger.account_total, ledger.payment_total to ${application_role};
grant insert (kind, owner, currency) on ledger.account to ${application_role};
grant insert (event_id, payment_id, type, reverses, occurred_at) on ledger.journal_entry to ${application_role};
grant insert on ledger.journal_line to ${application_role};
-- The checks run with the rights of whoever posts.
grant execute on function ledger.refuse(text, text), ledger.check_entry(bigint) to ${application_role};

-- pgAudit is loaded by the parameters of the database and records nothing until its extension is there (RDS guide, "Setting
-- up the pgAudit extension"). Where it is not installed, as in a database of tests, its parameter may be set all the same.
do $$
begin
    if current_setting('pgaudit.log', true) is not null
        and exists (select from pg_available_extensions where name = 'pgaudit') then
        create extension if not exists pgaudit;
    end if;
exception
    -- The library was added to the parameters, and the database was not restarted since.
    when object_not_in_prerequisite_state then
        raise warning 'pgaudit is not loaded: restart the database, and migrate again';
end $$;
