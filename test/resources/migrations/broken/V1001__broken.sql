create table ledger.half (nonsense);
