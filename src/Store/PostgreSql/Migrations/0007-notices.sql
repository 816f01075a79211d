create table notice (
    id bigint generated always as identity primary key,
    employee text collate "C" not null,
    stream text collate "C" not null,
    mark bigint not null,
    kind text collate "C" not null,
    seq bigint,
    at bigint not null,
    actor text collate "C",
    on_behalf text collate "C",
    quiet boolean not null,
    pass_on_at bigint,
    seen_at bigint,
    unique (employee, stream, mark, kind)
);
create index notice_newest on notice (employee, id);
create index notice_unseen on notice (employee, id) where seen_at is null;
create index notice_due on notice (pass_on_at) where pass_on_at is not null;
create index notice_at on notice (at);

create table notice_cursor (
    writer text collate "C" not null primary key,
    batch_no bigint not null
);

-- What was committed before there were notices is not told.
insert into notice_cursor (writer, batch_no) select cast(id as text), batch_no from writer;
