-- Takes the rows of a publication.
--   psql DATABASE -v name=NAME -v copy=true -f subscribe.sql
-- name is that of publication and subscription. copy=true copies the rows that are there, false takes only what comes.
-- Environment: PUBLISHER is how this database server reaches the other one, without a password; REPLICATION_PASSWORD.
-- PostgreSQL stores the password where only the administrator reads it (pg_subscription.subconninfo).
\set ON_ERROR_STOP on
\getenv publisher PUBLISHER
\getenv password REPLICATION_PASSWORD
select :'publisher' || ' user=migration password=' || :'password' as connection \gset
create subscription :"name" connection :'connection' publication :"name" with (copy_data = :copy);
