alter table ledger.journal_entry add column remark text;
