-- Filled behind the journal, by whoever holds the lease; all but search_erased can be emptied at any time and is filled again.
-- seq 0 is the customer and the ids of the conversation.
create table search_doc (
    id bigint generated always as identity,
    stream text collate "C" not null,
    seq bigint not null,
    at bigint not null,
    words tsvector not null,
    primary key (stream, seq)
);
-- The list of what is not yet sorted in is read by every search: it is kept short.
create index search_doc_words on search_doc using gin (words) with (gin_pending_list_limit = 1024);
create index search_doc_time on search_doc (at, stream, seq);

create table search_cursor (
    writer integer not null primary key,
    batch_no bigint not null
);

create table search_lease (
    shape integer not null,
    holder text collate "C" not null,
    until bigint not null
);
insert into search_lease (shape, holder, until) values (0, '', 0);

-- Streams whose words were erased, until the index has forgotten them too.
create table search_erased (
    id bigint generated always as identity primary key,
    stream text collate "C" not null
);
