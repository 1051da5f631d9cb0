/* One row a visible load: of a replace extract the newest, of a period extract the newest of each period, of an append
extract all, and with each the loads that complete it. */
select l.load_id, l.extract, l.load_id << 32 as first, (l.load_id << 32) + 4294967295 as last
from load as l
join load as full on full.load_id = l.root
where full.kind = 'append'
   or full.load_id = (select max(newer.load_id) from load as newer
                      where newer.extract = full.extract and newer.root = newer.load_id
                        and (full.kind = 'replace' or newer.period is full.period))
order by l.load_id
