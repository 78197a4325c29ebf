-- Double entry: every journal entry has lines on accounts, and its debits equal its credits.
-- Amounts are whole minor units (cents, yen, fils) of the currency of ISO 4217 that stands beside them.

-- What an account is decides its rules, so no account can be opened with rules of its own.
create table ledger.account_kind (
    name text primary key,
    normal_side text not null check (normal_side in ('debit', 'credit')),
    may_be_negative boolean not null
);

insert into ledger.account_kind (name, normal_side, may_be_negative) values
    ('authorised_funds', 'debit', true),
    ('authorised_payments', 'credit', false),
    ('acquirer_receivable', 'debit', true),
    ('merchant_payable', 'credit', false);

create table ledger.account (
    id bigint generated always as identity primary key,
    kind text not null references ledger.account_kind,
    owner text not null check (length(owner) between 1 and 128),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    opened_at timestamptz not null default transaction_timestamp(),
    unique (kind, owner, currency),
    -- Lets a line prove that its currency is its account's.
    unique (id, currency)
);

create table ledger.journal_entry (
    id bigint generated always as identity primary key,
    -- One entry per event, however often the event is delivered.
    event_id text not null unique check (length(event_id) between 1 and 256),
    payment_id text not null check (length(payment_id) between 1 and 128),
    type text not null check (type in ('authorisation', 'capture', 'release', 'refund', 'reversal')),
    -- An entry is corrected at most once.
    reverses bigint unique references ledger.journal_entry,
    occurred_at timestamptz not null,
    posted_at timestamptz not null default transaction_timestamp(),
    -- Seals the entry: only the transaction that made it may add lines.
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint reversal_names_its_original check ((type = 'reversal') = (reverses is not null))
);

create index journal_entry_by_payment on ledger.journal_entry (payment_id);

create table ledger.journal_line (
    entry_id bigint not null references ledger.journal_entry,
    line_number smallint not null check (line_number between 1 and 100),
    account_id bigint not null,
    currency text not null,
    side text not null check (side in ('debit', 'credit')),
    -- Twelve digits, as in ISO 8583 field 4; the service accepts no more.
    amount bigint not null constraint amount_in_range check (amount between 1 and 999999999999),
    primary key (entry_id, line_number),
    foreign key (account_id, currency) references ledger.account (id, currency)
);

create index journal_line_by_account on ledger.journal_line (account_id);

-- Kept only for accounts that may not be negative: the row is what their transactions queue for. Other balances are
-- sums, so that the accounts that every payment touches are never a bottleneck.
create table ledger.account_balance (
    account_id bigint primary key references ledger.account,
    amount bigint not null constraint balance_not_negative check (amount >= 0)
);
