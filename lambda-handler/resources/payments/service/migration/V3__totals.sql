-- What reconciliation reads.

-- By definition of double entry the two sums of each currency are equal.
create view ledger.trial_balance as
    select currency,
        coalesce(sum(amount) filter (where side = 'debit'), 0) as debits,
        coalesce(sum(amount) filter (where side = 'credit'), 0) as credits
    from ledger.journal_line
    group by currency;

-- Balances on the normal side of each account, and what the guard of the account says where it has one.
create view ledger.account_total as
    select account.id, account.kind, account.owner, account.currency,
        coalesce(sum(case when line.side = kind.normal_side then line.amount else -line.amount end), 0) as amount,
        guard.amount as guarded_amount
    from ledger.account account
    join ledger.account_kind kind on kind.name = account.kind
    left join ledger.journal_line line on line.account_id = account.id
    left join ledger.account_balance guard on guard.account_id = account.id
    group by account.id, account.kind, account.owner, account.currency, guard.amount;

-- What each payment did, reversed entries taken away. Each type is read at one account, as the posting rules make it.
create view ledger.payment_total as
    select entry.payment_id, line.currency,
        coalesce(sum(line.amount * entry.sign) filter (
            where entry.effect = 'authorisation' and account.kind = 'authorised_funds'), 0) as authorised,
        coalesce(sum(line.amount * entry.sign) filter (
            where entry.effect = 'capture' and account.kind = 'merchant_payable'), 0) as captured,
        coalesce(sum(line.amount * entry.sign) filter (
            where entry.effect = 'refund' and account.kind = 'merchant_payable'), 0) as refunded,
        coalesce(sum(line.amount * entry.sign) filter (
            where entry.effect = 'release' and account.kind = 'authorised_funds'), 0) as released
    from (
        select posted.id, posted.payment_id, coalesce(original.type, posted.type) as effect,
            case when posted.type = 'reversal' then -1 else 1 end as sign
        from ledger.journal_entry posted
        left join ledger.journal_entry original on original.id = posted.reverses
    ) entry
    join ledger.journal_line line on line.entry_id = entry.id
    join ledger.account account on account.id = line.account_id
    group by entry.payment_id, line.currency;
