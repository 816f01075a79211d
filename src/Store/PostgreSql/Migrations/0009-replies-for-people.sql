create index outbox_for_people on outbox (created_at, reply_id) where state in ('failed', 'unknown');
