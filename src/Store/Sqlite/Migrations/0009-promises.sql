-- A mirror of what each conversation's state knows of its promises, written with it. phase: 0 open, 1 broken, 2 kept, 3 released.
create table promise (
    stream text not null,
    id blob not null,
    phase integer not null,
    state text not null,
    owner text,
    due_at integer not null,
    first_due_at integer not null,
    made_at integer not null,
    made_by text not null,
    seq integer not null,
    moves integer not null,
    settled_at integer,
    evidence integer,
    text text not null,
    primary key (stream, id)
) without rowid;
create index promise_due on promise (phase, due_at, id);
create index promise_owner on promise (owner, phase, due_at) where owner is not null;
