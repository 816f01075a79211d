-- Streams whose words were erased, until the index, which lies in a file of its own, has forgotten them too.
create table search_erased (
    id integer primary key autoincrement,
    stream text not null
);
