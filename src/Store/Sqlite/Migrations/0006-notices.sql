create table notice (
    id integer primary key autoincrement,
    employee text not null,
    stream text not null,
    mark integer not null,
    kind text not null,
    seq integer,
    at integer not null,
    actor text,
    on_behalf text,
    quiet integer not null,
    pass_on_at integer,
    seen_at integer,
    unique (employee, stream, mark, kind)
);
create index notice_newest on notice (employee, id);
create index notice_unseen on notice (employee, id) where seen_at is null;
create index notice_due on notice (pass_on_at) where pass_on_at is not null;
create index notice_at on notice (at);

create table notice_cursor (
    writer text not null primary key,
    batch_no integer not null
);

-- What was committed before there were notices is not told.
insert into notice_cursor (writer, batch_no) select cast(id as text), batch_no from writer;
