-- What a facility's statuses and the offers that may help it are found by, among very many.
create index status_facility_term on status (facility, term);
create index post_open on post (category, type, state);
