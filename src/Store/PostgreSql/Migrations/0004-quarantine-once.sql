-- An item that came again is not kept again; those kept before stay as they are.
alter table quarantine add column raw_hash bytea;
create unique index quarantine_once on quarantine (channel, raw_hash);
