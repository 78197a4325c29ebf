create table ledger.half (id int);
