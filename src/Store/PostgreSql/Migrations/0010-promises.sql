-- A mirror of what each conversation's state knows of its promises, written with it. phase: 0 open, 1 broken, 2 kept, 3 released.
create table promise (
    stream text collate "C" not null,
    id uuid not null,
    phase integer not null,
    state text collate "C" not null,
    owner text collate "C",
    due_at bigint not null,
    first_due_at bigint not null,
    made_at bigint not null,
    made_by text collate "C" not null,
    seq bigint not null,
    moves integer not null,
    settled_at bigint,
    evidence bigint,
    text text not null,
    primary key (stream, id)
) with (fillfactor = 70);
create index promise_due on promise (phase, due_at, id);
create index promise_owner on promise (owner, phase, due_at) where owner is not null;
